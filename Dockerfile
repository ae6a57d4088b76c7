# One process, one volume: docker build -t simclinic . && docker run -p 8080:8080 -v simclinic:/data simclinic
FROM python:3.13-slim AS build
WORKDIR /src
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/simclinic \
 && /opt/simclinic/bin/pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY bot bot
COPY handlers handlers
COPY locales locales
RUN /opt/simclinic/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.13-slim
RUN useradd --system --home-dir /data --create-home simclinic
COPY --from=build /opt/simclinic /opt/simclinic
USER simclinic
WORKDIR /data
VOLUME /data
ENV PATH=/opt/simclinic/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SIMCLINIC_DATABASE=sqlite:////data/simclinic.db \
    SIMCLINIC_HOST=0.0.0.0 \
    SIMCLINIC_PORT=8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/readyz', timeout=4)"]
CMD ["simclinic", "serve"]
