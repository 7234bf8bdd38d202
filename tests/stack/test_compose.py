"""No Docker engine runs the tests; what can be held without one is held here."""

import re
import shutil
import sys
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from stack import services

CHECKOUT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((CHECKOUT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
PORTAL = ("web", "worker", "beat", "migrate")
DOCKERFILE = (CHECKOUT / "Dockerfile").read_text()


def test_containers_run_the_same_commands_as_make_run():
    assert tuple(SERVICES["web"]["command"]) == services.WEB
    assert tuple(SERVICES["worker"]["command"]) == services.WORKER
    assert tuple(SERVICES["beat"]["command"]) == (
        *services.BEAT, "--schedule", "/tmp/beat-schedule",  # noqa: S108  # in the container
    )  # fmt: skip
    assert f"CMD {list(services.WEB)}".replace("'", '"') in DOCKERFILE


@pytest.mark.parametrize("name", PORTAL)
def test_the_program_of_every_container_is_one_that_we_install(name):
    program = SERVICES[name]["command"][0]
    assert shutil.which(program, path=str(Path(sys.executable).parent)) is not None


def test_everything_but_the_migration_starts_again_and_says_whether_it_is_well():
    steady = {name: service for name, service in SERVICES.items() if name != "migrate"}
    assert {service["restart"] for service in steady.values()} == {"unless-stopped"}
    assert [name for name, service in steady.items() if "healthcheck" not in service] == []
    assert SERVICES["migrate"]["restart"] == "no"


def test_the_portal_waits_for_the_migration_and_that_for_the_database():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "redis": {"condition": "service_healthy"},
        }
    assert SERVICES["migrate"]["depends_on"] == {"db": {"condition": "service_healthy"}}


def test_the_broker_keeps_its_messages_and_drops_none():
    command = " ".join(SERVICES["redis"]["command"])
    assert command.startswith("redis-server --appendonly yes --maxmemory-policy noeviction")
    assert SERVICES["redis"]["volumes"] == ["broker:/data"]


def test_only_the_web_server_is_reached_and_only_from_this_machine():
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert [SERVICES[name]["networks"] for name in ("db", "redis")] == [["inside"], ["inside"]]


def test_the_portal_runs_without_rights():
    for name in PORTAL:
        assert SERVICES[name]["cap_drop"] == ["ALL"]
        assert SERVICES[name]["read_only"] is True
    assert re.findall(r"^USER (\w+)$", DOCKERFILE, re.MULTILINE) == ["fremdrift"]


def test_only_migrations_sign_in_to_the_database_as_its_owner():
    for name in ("web", "worker", "beat"):
        environment = SERVICES[name]["environment"]
        assert environment["DATABASE_URL"].startswith(
            "postgres://fremdrift_app:${DATABASE_PASSWORD"
        )
        assert environment["POSTGRES_PASSWORD"] == ""
        assert "OWNER_DATABASE_URL" not in environment
    owner = SERVICES["migrate"]["environment"]["OWNER_DATABASE_URL"]
    assert owner.startswith("postgres://fremdrift:${POSTGRES_PASSWORD")


def test_no_secret_stands_in_a_file():
    example = (CHECKOUT / ".env.example").read_text()
    secrets = r"^(SECRET_KEY|DATABASE_PASSWORD|POSTGRES_PASSWORD)=(.*)$"
    assert re.findall(secrets, example, re.MULTILINE) == [
        ("SECRET_KEY", ""),
        ("DATABASE_PASSWORD", ""),
        ("POSTGRES_PASSWORD", ""),
    ]
    password = SERVICES["db"]["environment"]["POSTGRES_PASSWORD"]
    assert password == "${POSTGRES_PASSWORD:?set it in .env}"
    assert ".env" in (CHECKOUT / ".gitignore").read_text().splitlines()


def test_the_image_holds_every_app_and_neither_tests_nor_secrets():
    kept = (CHECKOUT / ".dockerignore").read_text().splitlines()
    assert kept[1] == "*", "nothing is copied that is not named"
    names = {line.removeprefix("!") for line in kept if line.startswith("!")}
    assert set(settings.FIRST_PARTY_APPS) <= names
    assert names.isdisjoint({"tests", "stack", "bench", ".env", ".data", ".git"})
    assert [name for name in sorted(names) if not (CHECKOUT / name).exists()] == []


def test_no_file_names_the_place_that_images_and_packages_come_from():
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    images += [service["image"] for service in SERVICES.values()]
    assert [image for image in images if "/" in image] == []
