"""Help for the fields of this app's models that have none of their own: one plain sentence each."""

from django.utils.translation import gettext_lazy as _

LOCATED = {
    "source": _("Where we have this from. Type part of its title; + adds a new source."),
    "page": _("Page number, as printed in the source."),
    "quote_language": _("Language code of the quotation, such as fr."),
}

SOURCE = {
    "code": _("Short name for imports and links. Left empty, it is made from the title."),
    "kind": _("What it is: it decides how well a partnership counts as documented."),
    "language": _("Language code of the source, such as fr."),
    "publisher": _("Who published it: an organisation, a newspaper."),
    "published": _("As precise as it says: 2022, 2022-05 or 2022-05-14."),
    "url": _("Where to read it, with https://."),
    "told_on": _("For oral testimony: when it was told, as precise as you know."),
}

PARTNERSHIP = {
    "code": _("Part of public addresses. Left empty, it is made from the title; once published it stays."),
    "title": _("What to call it in a list, such as “Dakar – Marseille”."),
    "level": _("A relationship lasts and has no planned end; a programme bundles projects; a project has dates and a budget."),
    "form": _("The nearest word for how they work together."),
    "direction": _("Between which parts of the world; triangular if a third side supports two others."),
    "delivery": _("Whether people travel to each other or meet on a screen."),
    "description": _("The story: what they do, how it came about, what came of it."),
    "agendas": _("Agendas other than the Sustainable Development Goals that it says it serves."),
    "target_groups": _("Whom it is meant to reach."),
    "oda": _("Whether somebody reports it as official development assistance (ODA), public aid by the rules of the OECD."),
    "part_of": _("The larger partnership or programme it belongs to, if any."),
    "publication": _("Draft while you write; “in review” asks a reviewer to look. Only reviewers publish and archive."),
}

PARTICIPATION = {
    "organisation": _(
        "Type any of its names. If it is missing, + adds it; if nobody knows who it is, add it as “not yet identified”."
    ),
    "roles": _("What this side does; tick all that apply."),
    "verbatim": _("How the source names this partner, word for word, if it differs."),
    "verbatim_language": _("Language code of the quoted wording, such as fr."),
    "since": _("When this side joined, if not from the beginning: 2022, 2022-05 or 2022-05-14."),
    "until": _("When this side left; empty if it is still there."),
    "order": _("Lower numbers are shown first."),
}

EVENT = LOCATED | {
    "kind": _("The status of a partnership follows from signed, renewed, started, lapsed, resumed and ended."),
    "qualifier": _("How sure the date is."),
    "place": _("Where it happened, if it matters."),
    "note": _("What a reader should know about it."),
}

PARTNERSHIP_THEME = {
    "theme": _("Type part of its name in any language."),
    "main": _("Tick it for the one theme that matters most."),
}

PARTNERSHIP_TARGET = {"target": _("Type its number, such as 17.6, or part of its title.")}

CITATION = LOCATED | {"source": _("A source that speaks of all of it. Type part of its title; + adds a new source.")}

REPORT = LOCATED | {
    "organisation": _("Whose account it is: one of the partners."),
    "period_start": _("First year, month or day the account is about."),
    "period_end": _("Last year, month or day the account is about."),
    "text": _("What this side says, in its own words or shortened fairly."),
}

FINANCING = LOCATED | {
    "payer": _("Who paid. Type any of its names."),
    "fund": _("If the money came through a fund or a call, name it."),
    "kind": _("Money, or work and goods."),
    "amount": _("In the original currency, without converting; empty if not documented."),
    "share": _("Which part of the whole cost this was, if the source says so."),
    "date": _("When it was granted or paid: 2022, 2022-05 or 2022-05-14."),
    "note": _("What it was for."),
}

FIGURE = LOCATED | {
    "value": _("The number alone, without unit or words."),
    "qualifier": _("The word the source puts before the number."),
    "as_of": _("The date the number holds for: 2022, 2022-05 or 2022-05-14."),
}

FUND = {
    "code": _("Part of public addresses, never changed. Left empty, it is made from the name."),
    "name": _("Its full name in each language."),
    "acronym": _("The short form people use, such as FACDI."),
    "summary": _("One or two sentences: who may get money for what."),
    "description": _("How it works, for somebody who wants to apply."),
    "operator": _("Who runs it."),
    "funders": _("Who pays into it."),
    "themes": _("What it funds."),
    "website": _("Its own page, with https://."),
    "since": _("When it began: 2022, 2022-05 or 2022-05-14."),
    "until": _("When it ended; empty if it still runs."),
    "status": _("Whether one can apply today, as far as documented."),
}

FUND_RULE = LOCATED | {
    "kind": _("What the rule is about."),
    "text": _("The rule in one or two sentences."),
    "percent_min": _("Smallest share, from 0 to 100."),
    "percent_max": _("Largest share, from 0 to 100."),
    "amount": _("A fixed or largest amount, in the currency beside it."),
    "currency": _("ISO 4217 code, such as MAD."),
    "valid_from": _("Since when the rule holds."),
    "valid_to": _("Until when it held; empty if it still holds."),
    "order": _("Lower numbers are shown first."),
}

CALL = LOCATED | {
    "name": _("What the call is called, with its year or number."),
    "opens": _("First day to apply: 2022, 2022-05 or 2022-05-14."),
    "closes": _("Last day to apply."),
    "decided": _("When the choice was made public."),
    "note": _("What was special about this call."),
}

TRAINING = {
    "code": _("Part of public addresses. Left empty, it is made from the title."),
    "region": _("The section in which it takes place."),
    "title": _("What to call it in a list."),
    "summary": _("One or two sentences: who learnt what, and how."),
    "status": _("How far it has come."),
    "delivery": _("Whether people met in one place or on a screen."),
    "starts": _("As precise as you know it: 2022, 2022-05 or 2022-05-14."),
    "ends": _("As precise as you know it: 2022, 2022-05 or 2022-05-14."),
    "partnerships": _("Cooperation that began because people met there."),
}

TRAINING_PARTNER = {"organisation": _("Type any of its names."), "role": _("What it did for the training.")}

TRAINING_PHASE = {
    "name": _("What this step is called."),
    "starts": _("As precise as you know it: 2022, 2022-05 or 2022-05-14."),
    "ends": _("As precise as you know it: 2022, 2022-05 or 2022-05-14."),
    "note": _("What happens in this step."),
    "order": _("Lower numbers are shown first."),
}

COHORT = {
    "name": _("What tells this group from the others."),
    "participants": _("How many people took part."),
    "qualifier": _("The word the source puts before the number."),
    "countries": _("From how many countries they came."),
    "language": _("Language code of the teaching, such as es."),
    "starts": _("When the group began: 2022, 2022-05 or 2022-05-14."),
}

TRAINING_OUTCOME = LOCATED | {
    "text": _("One thing that came out of it."),
    "order": _("Lower numbers are shown first."),
}

STATEMENT = LOCATED | {
    "code": _("Short name for imports and links. Left empty, it is made from the text."),
    "kind": _("What the statement is about."),
    "text": _("What the section says, shortened fairly."),
    "as_of": _("When it said so: 2022, 2022-05 or 2022-05-14."),
    "author": _("Who said it, for quotations."),
    "author_role": _("In which office, such as president of the section."),
    "verbatim": _("The words as they were said or written, for quotations."),
    "verbatim_language": _("Language code of the original words, such as fr."),
    "order": _("Lower numbers are shown first."),
}

VOCABULARY = {
    "code": _("Part of public addresses and of the API; never changes."),
    "number": _("From 1 to 17."),
    "title": _("A short title of our own in each language; the official text is linked."),
    "name": _("How readers see it, in each language."),
    "colour": _("Six hexadecimal digits after #, such as #19486a."),
    "goal": _("The goal the target belongs to."),
    "description": _("What belongs under it and what does not."),
    "parent": _("The wider theme; a search for that one finds this one too."),
    "order": _("Lower numbers are shown first."),
    "url": _("Its official page, with https://."),
}

THEME_LIST = LOCATED | {
    "code": _("Short name for imports and links. Left empty, it is made from the name."),
    "name": _("What the list is called by whoever published it."),
    "region": _("The section whose list it is."),
    "valid_from": _("Since when the list holds."),
    "valid_to": _("Until when it held; empty if it still holds."),
    "theme": _("The theme of ours that corresponds to this line."),
    "verbatim": _("The line as it is written in the source."),
    "order": _("Place of the line in the list."),
}
