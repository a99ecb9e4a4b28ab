"""What the operating system must grant or take from the processes we start, above all PostgreSQL when we are root.

PostgreSQL refuses to run as root, and any other user may be unable to enter the directory the
registry lies in (a container's /root, say). So its programs run as an ordinary user who keeps one
of root's capabilities, to pass directories whatever their mode. No permission on disk is changed.
"""

import ctypes
import os
import pwd
import signal
import stat
from collections.abc import Callable
from pathlib import Path

CAP_DAC_OVERRIDE = 1
PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_SET_SECUREBITS = 28
SECBIT_NO_SETUID_FIXUP = 1 << 2
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
LINUX_CAPABILITY_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


class _Data(ctypes.Structure):
    _fields_ = [
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    ]


def ending_with_parent() -> Callable[[], None]:
    """A `preexec_fn` that has a child told to end (SIGTERM) when its parent dies, even by `kill -9`; on Linux only."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    return lambda: prctl and prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM), 0, 0, 0)


def ordinary_user() -> pwd.struct_passwd | None:
    """The user PostgreSQL runs as when we are root; None when we are not and nothing need change.

    Raises LookupError if the machine has neither a `postgres` nor a `nobody` user.
    """
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise LookupError("PostgreSQL does not run as root, and there is no user 'postgres' or 'nobody' to run it as.")


def closed_to_others(*paths: Path) -> bool:
    """Whether some directory on the way to one of `paths` lets only its owner and group pass."""
    return any(not parent.stat().st_mode & stat.S_IXOTH for path in paths for parent in path.resolve().parents)


def becoming(user: pwd.struct_passwd | None, *, past_closed: bool) -> Callable[[], None] | None:
    """A `preexec_fn` that turns a child of root into `user`.

    With `past_closed` it can still pass root's directories, and read and write what lies in them; so
    ask for that only where it is needed.
    """
    if user is None:
        return None
    libc = ctypes.CDLL(None, use_errno=True)

    def require(result: int) -> None:
        if result != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))

    def become() -> None:
        if not past_closed:
            os.setgroups([])
            os.setgid(user.pw_gid)
            os.setuid(user.pw_uid)
            return
        # Else the kernel drops the capability inside access(), by which PostgreSQL looks for its own programs.
        require(libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0))
        require(libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0))
        os.setgroups([])
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)
        bit = 1 << CAP_DAC_OVERRIDE
        header = _Header(LINUX_CAPABILITY_VERSION_3, 0)
        data = (_Data * 2)(_Data(bit, bit, bit), _Data(0, 0, 0))
        require(libc.capset(ctypes.byref(header), data))
        require(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0))

    return become
