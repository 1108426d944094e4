# Schoolgate for a school's own server: docs and README say how to run it.
FROM python:3.12-slim

ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1
RUN pip install --no-cache-dir uv==0.13.9

WORKDIR /app
COPY pyproject.toml uv.lock README.md ./
RUN uv sync --locked --no-dev --no-install-project
COPY manifest.yml ./
COPY nlp ./nlp
COPY vision ./vision
COPY policy ./policy
COPY bot ./bot
COPY sandbox ./sandbox
RUN uv sync --locked --no-dev

RUN useradd --system --uid 10001 schoolgate && install -d -o schoolgate /data
USER schoolgate
VOLUME /data
ENV PATH=/app/.venv/bin:$PATH DATA_DIR=/data HOST=0.0.0.0 PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "from os import environ; from urllib.request import urlopen; urlopen(f'http://127.0.0.1:{environ[\"PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["schoolgate"]
CMD ["run"]
