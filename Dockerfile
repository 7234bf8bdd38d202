# The portal in one image; docker-compose.yml says which of its processes a container runs.

# Style sheets, scripts and fonts.
FROM node:22-bookworm-slim AS front-end
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

# Python packages, each checked against the hash it was locked with.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/base.txt /build/base.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
        --require-hashes --only-binary :all: --requirement /build/base.txt

ENV PATH=/opt/venv/bin:$PATH

# What browsers fetch, compressed and named after its content.
FROM packages AS static
WORKDIR /srv/fremdrift
COPY --from=front-end /build/node_modules node_modules
COPY . .
# None of these is a secret: settings are read and files copied, nothing is connected to.
RUN SECRET_KEY=for-this-line-only DATABASE_URL=postgres:///unused REDIS_URL=redis://unused \
    STATIC_ROOT=/build/static python manage.py collectstatic --no-input --verbosity 0

FROM python:3.11-slim-bookworm
# Pango, for PDF sheets.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin fremdrift \
    && install --directory --owner fremdrift /srv/fremdrift/.data/files \
        /srv/fremdrift/.data/pseudonyms
WORKDIR /srv/fremdrift
COPY --from=packages /opt/venv /opt/venv
COPY --from=static /build/static /srv/static
COPY . .
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    STATIC_ROOT=/srv/static
USER fremdrift
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "config.wsgi"]
