# syntax=docker/dockerfile:1
# The image holds all that is needed, the embedding model too: it runs without a network.
#   docker build -t dateline .
#   docker run --rm -v dateline:/data dateline keys create me --scope admin
#   docker run -d --name dateline -v dateline:/data -p 127.0.0.1:8000:8000 dateline
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY qa qa
COPY vectorstore vectorstore
COPY prompts prompts
RUN python -m venv /opt/dateline \
 && /opt/dateline/bin/pip install --no-cache-dir --constraint constraints.txt ".[otel]"

FROM python:3.12-slim
RUN useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin dateline \
 && install --directory --owner dateline --group dateline --mode 700 /data
COPY --from=build /opt/dateline /opt/dateline
ENV PATH=/opt/dateline/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/data/.cache \
    DATELINE_DATA_DIR=/data \
    DATELINE_HOST=0.0.0.0 \
    DATELINE_LOG_FORMAT=json
USER dateline
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["dateline"]
CMD ["serve"]
