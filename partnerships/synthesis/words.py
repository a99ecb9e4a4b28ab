"""The words that synthetic texts are made of, for each language, the commonest first."""

import itertools
import random

# What partnerships are about, in the order of how often they are: English, French, Spanish.
SUBJECTS = (
    ("culture", "culture", "cultura"),
    ("education", "éducation", "educación"),
    ("health", "santé", "salud"),
    ("water", "eau", "agua"),
    ("youth", "jeunesse", "juventud"),
    ("climate", "climat", "clima"),
    ("waste", "déchets", "residuos"),
    ("mobility", "mobilité", "movilidad"),
    ("archives", "archives", "archivos"),
    ("housing", "logement", "vivienda"),
    ("tourism", "tourisme", "turismo"),
    ("sanitation", "assainissement", "saneamiento"),
    ("food", "alimentation", "alimentación"),
    ("heritage", "patrimoine", "patrimonio"),
    ("ports", "ports", "puertos"),
    ("aquifers", "aquifères", "acuíferos"),
    ("energy", "énergie", "energía"),
    ("migration", "migration", "migración"),
    ("budgets", "budgets", "presupuestos"),
    ("forests", "forêts", "bosques"),
    ("weaving", "tissage", "tejido"),
    ("equality", "égalité", "equidad"),
    ("libraries", "bibliothèques", "bibliotecas"),
    ("music", "musique", "música"),
    ("markets", "marchés", "mercados"),
    ("rivers", "rivières", "ríos"),
    ("schools", "écoles", "escuelas"),
    ("coasts", "littoral", "litoral"),
    ("museums", "musées", "museos"),
    ("gardens", "jardins", "jardines"),
    ("cycling", "vélo", "bicicletas"),
    ("beekeeping", "apiculture", "apicultura"),
    ("fishing", "pêche", "pesca"),
    ("theatre", "théâtre", "teatro"),
    ("firefighting", "pompiers", "bomberos"),
    ("cadastre", "cadastre", "catastro"),
    ("ceramics", "céramique", "cerámica"),
    ("lighthouses", "phares", "faros"),
    ("cemeteries", "cimetières", "cementerios"),
    ("glaciers", "glaciers", "glaciares"),
)

_STOP_WORDS = {
    "en": "the of and to in for with on from by as at which their this an have has",
    "fr": "la le les des et dans pour avec sur par aux une un qui leur ce sont ont",
    "es": "la el los de y en para con por del las una un que su este han al",
}

_COMMON_WORDS = {
    "en": """
        city cooperation municipal local project development public partners exchange experience training government
        service council community support management plan regional urban citizens area technical practice office team
        network programme visit agreement policy people knowledge staff work women study results workshop school budget
        territory mayor sustainable neighbourhood university engineers planning funding costs report meeting district
        evaluation methods residents participation young language festival equipment delegation border system quality
        department action strategy law transport twinning measure survey building road market street repair inhabitants
        association national model annual rural demand capacity town island valley coast harbour river bridge park square
        tree soil rain drought flood storm heat air noise light lamp pump pipe well tank filter meter bill tax fee fund
        grant loan map register census address archive library museum theatre choir painter craft weaver potter carpenter
        farmer seed grain garden kitchen bread milk honey fish boat net sail rope nurse doctor clinic vaccine malaria
        child teacher pupil parent grandmother athlete football bicycle bus tram train ticket station crossing pavement
        aquifer spring wetland desert mountain glacier meadow orchard vineyard mill quarry mine lighthouse
    """,
    "fr": """
        ville coopération municipal local projet développement public partenaires échange expérience formation collectivité
        service conseil communauté appui gestion plan régional urbain citoyens zone technique pratique bureau équipe réseau
        programme visite accord politique habitants savoir personnel travail femmes étude résultats atelier école budget
        territoire maire durable quartier université ingénieurs planification financement coûts rapport réunion district
        évaluation méthodes riverains participation jeunes langue festival équipement délégation frontière système qualité
        département action stratégie loi transport jumelage mesure enquête bâtiment route marché rue réparation population
        association national modèle annuel rural demande capacité bourg île vallée côte port rivière pont parc place arbre
        sol pluie sécheresse inondation tempête chaleur air bruit lumière lampe pompe tuyau puits réservoir filtre compteur
        facture impôt taxe fonds subvention prêt carte registre recensement adresse bibliothèque musée théâtre chorale
        peintre artisanat tisserand potier menuisier paysan semence céréale jardin cuisine pain lait miel poisson bateau
        filet voile corde infirmière médecin clinique vaccin paludisme enfant enseignant élève parent athlète vélo autobus
        tramway train billet gare carrefour trottoir source marais désert montagne prairie verger vigne moulin carrière
    """,
    "es": """
        ciudad cooperación municipal local proyecto desarrollo público socios intercambio experiencia formación gobierno
        servicio consejo comunidad apoyo gestión plan regional urbano ciudadanos zona técnico práctica oficina equipo red
        programa visita acuerdo política habitantes saber personal trabajo mujeres estudio resultados taller escuela
        presupuesto territorio alcalde sostenible barrio universidad ingenieros planificación financiación costos informe
        reunión distrito evaluación métodos vecinos participación jóvenes lengua festival equipamiento delegación frontera
        sistema calidad departamento acción estrategia ley transporte hermanamiento medida encuesta edificio carretera
        mercado calle reparación población asociación nacional modelo anual rural demanda capacidad pueblo isla valle costa
        puerto río puente parque plaza árbol suelo lluvia sequía inundación tormenta calor aire ruido luz lámpara bomba
        tubo pozo depósito filtro contador factura impuesto tasa fondo subvención préstamo mapa registro censo dirección
        biblioteca museo teatro coro pintor artesanía tejedor alfarero carpintero campesino semilla cereal jardín cocina
        pan leche miel pescado barco vela cuerda enfermera médico clínica vacuna paludismo niño docente alumno madre
        atleta bicicleta autobús tranvía tren boleto estación cruce acera manantial humedal desierto montaña prado huerto
    """,
}

# Beginnings, vowels, and endings by which a made-up word can be pronounced and sounds like its language.
_SOUNDS = {
    "en": ("b br c ch d dr f fl g gr h k l m n p pl r s sh sl st t th tr v w", "a e i o u ea oo",
           "ness ing er ment ship ard le et ow ish all ent"),
    "fr": ("b bl c ch d dr f g gl j l m n p pr qu r s t tr v vr", "a e i o u ou ai é eu",
           "tion ment eur ette age eau ien oire ade isme ard ule"),
    "es": ("b br c ch d f g gu j l ll m n p pr qu r s t tr v z", "a e i o u ie ue",
           "ción dad ero illa ismo anza ura ente eño ada azo ón"),
}  # fmt: skip


def stop_words(language: str) -> list[str]:
    """Words that no search looks for, as they stand between others."""
    return _STOP_WORDS[language].split()


def vocabulary(language: str, size: int) -> list[str]:
    """The first `size` words of a language by how common they are; the same ones in every run."""
    words = dict.fromkeys(_COMMON_WORDS[language].split())
    taken = {*words, *stop_words(language), *itertools.chain.from_iterable(SUBJECTS)}
    chance = random.Random(f"words of {language}")  # noqa: S311
    beginnings, vowels, endings = (sounds.split() for sounds in _SOUNDS[language])
    while len(words) < size:
        syllables = [chance.choice(beginnings) + chance.choice(vowels) for _ in range(chance.choice((1, 2, 2, 3)))]
        word = "".join(syllables) + chance.choice(beginnings)[0] + chance.choice(endings)
        if word not in taken:
            words[word] = None
    return list(words)[:size]
