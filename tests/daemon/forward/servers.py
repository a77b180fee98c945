# SPDX-License-Identifier: Apache-2.0
"""walletauthd, a proxy with its example of daemon/examples, and two sites: all on loopback, ended by pid."""
import http.client
import http.server
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from browser import send

sys.path.insert(0, str(Path(__file__).parents[1] / "reliability"))
from nodes import Node  # noqa: E402

EXAMPLES = Path(__file__).resolve().parents[3] / "daemon/examples"
NGINX = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")  # where Debian keeps it
CADDY = shutil.which("caddy")
TRAEFIK = os.environ.get("TRAEFIK") or shutil.which("traefik")  # Debian has none
HOSTS = ("login.example", "site.example", "other.example")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Site:
    """A site's own server. It answers what it was asked, and remembers it."""

    def __init__(self):
        self.seen = []
        self.more_headers = []
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self):
                request = {"method": self.command, "path": self.path, "headers": self.headers.items()}
                site.seen.append(request)
                body = json.dumps(request).encode()
                self.send_response(200)
                for name, value in site.more_headers:
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_TRACE = answer

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Servers:
    def __init__(self, daemon, plugins, settings, proxy):
        self.work = Path(tempfile.mkdtemp(prefix="walletauth-forward."))
        self.work.chmod(0o755)
        self.daemon_path, self.plugins = daemon, plugins
        self.nodes = []
        self.start_nodes()
        self.write_settings(settings)
        self.daemon = self.proxy = None
        self.proxy_name = proxy
        self.site, self.other = Site(), Site()
        try:
            self.start_daemon()
            self.start_proxy()
        except BaseException:
            self.end()
            raise

    def start_nodes(self):
        """Two, for which each contract of Ethereum says yes; of NEAR they know nothing. Which file names them a daemon is told at its
        start alone."""
        ports = [free_port() for _ in range(2)]
        self.nodes = [Node(port) for port in ports]
        text = ""
        for chain, pin in (("eip155:1", "latest"), ("near:mainnet", "finalized")):
            text += f'[chain."{chain}"]\nquorum = 2\npin = "{pin}"\n'
            for port in ports:
                text += f'[[chain."{chain}".endpoint]]\nname = "node-{port}"\nurl = "http://127.0.0.1:{port}"\nallow_private = true\n'
        (self.work / "endpoints.toml").write_text(text)
        (self.work / "endpoints.toml").chmod(0o644)

    def write_settings(self, settings):
        text = settings.replace("PLUGINS", self.plugins).replace("ENDPOINTS", str(self.work / "endpoints.toml"))
        (self.work / "walletauthd.toml").write_text(text)
        (self.work / "walletauthd.toml").chmod(0o644)

    def log(self):
        return (self.work / "daemon.log").read_text()

    def proxy_log(self):
        files = [self.work / "proxy" / name for name in ("proxy.log", "output")]
        return "".join(file.read_text() for file in files if file.exists())

    def wait_for(self, what, process, done):
        for _ in range(500):
            if done():
                return
            if process.poll() is not None:
                break
            time.sleep(0.02)
        raise AssertionError(f"{what}: {self.log()} {self.proxy_log()}")

    def start_daemon(self):
        with open(self.work / "daemon.log", "w", encoding="utf-8") as log:
            self.daemon = subprocess.Popen([self.daemon_path, "--config", str(self.work / "walletauthd.toml")],
                                           stdout=subprocess.DEVNULL, stderr=log)
        self.wait_for("daemon", self.daemon, lambda: self.log().count("listens on") == 2)
        self.ports = [int(port) for port in re.findall(r"127\.0\.0\.1:(\d+)", self.log())]

    def reload(self, settings):
        count = self.log().count("read its settings again")
        self.write_settings(settings)
        self.daemon.send_signal(signal.SIGHUP)
        self.wait_for("reload", self.daemon, lambda: self.log().count("read its settings again") > count)

    def start_proxy(self):
        folder = self.work / "proxy"
        folder.mkdir()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
                        "-subj", "/CN=site.example", "-addext", "subjectAltName=" + ",".join("DNS:" + host for host in HOSTS),
                        "-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem")],
                       check=True, capture_output=True, timeout=60)
        self.port = free_port()
        {"nginx": self.start_nginx, "caddy": self.start_caddy, "traefik": self.start_traefik}[self.proxy_name](folder)
        self.wait_for(self.proxy_name, self.proxy, self.is_served)

    def example(self, name, more):
        """A file of daemon/examples with the ports of this test."""
        text = (EXAMPLES / name).read_text()
        for old, new in [("127.0.0.1:8080", f"127.0.0.1:{self.ports[0]}"), ("127.0.0.1:8081", f"127.0.0.1:{self.ports[1]}"),
                         ("127.0.0.1:3000", f"127.0.0.1:{self.site.port}"), ("127.0.0.1:3001", f"127.0.0.1:{self.other.port}"), *more]:
            assert old in text, old
            text = text.replace(old, new)
        return text

    def start_nginx(self, folder):
        (folder / "sites.conf").write_text(self.example("nginx.conf", [("listen 443", f"listen 127.0.0.1:{self.port}"),
                                                                       ("/etc/nginx/tls", str(folder))]))
        for name in ("walletauth_guard.conf", "walletauth_headers.conf"):
            shutil.copy(EXAMPLES / name, folder / name)
        temporary = "\n".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        (folder / "nginx.conf").write_text(
            f"daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/proxy.log;\nevents {{}}\n"
            f"http {{\n{temporary}\naccess_log {folder}/access.log;\ninclude sites.conf;\n}}\n")
        self.start_unprivileged(folder, NGINX, "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "proxy.log")

    def start_caddy(self, folder):
        tls = f"\ttls {folder}/certificate.pem {folder}/key.pem\n"
        text = self.example("Caddyfile", [(f"\n{host} {{\n", f"\n{host} {{\n{tls}") for host in HOSTS])
        (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https disable_redirects\n\tdefault_bind 127.0.0.1\n"
                                          f"\thttps_port {self.port}\n}}\n{text}")
        self.start_unprivileged(folder, CADDY, "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile")

    def start_traefik(self, folder):
        tls = f"tls:\n  stores:\n    default:\n      defaultCertificate:\n        certFile: {folder}/certificate.pem\n        keyFile: {folder}/key.pem\n"
        (folder / "sites.yml").write_text(self.example("traefik.yml", []) + tls)
        (folder / "traefik.yml").write_text(f"entryPoints:\n  websecure:\n    address: 127.0.0.1:{self.port}\n"
                                            f"providers:\n  file:\n    filename: {folder}/sites.yml\n")
        self.start_unprivileged(folder, TRAEFIK, f"--configFile={folder}/traefik.yml")

    def start_unprivileged(self, folder, *command):
        as_whom = {}
        if os.getuid() == 0:
            as_whom = {"user": "nobody"}
            for path in [folder, *folder.iterdir()]:
                shutil.chown(path, "nobody")
        with open(folder / "output", "w", encoding="utf-8") as output:
            self.proxy = subprocess.Popen([str(part) for part in command], stdout=output, stderr=output,
                                          env=os.environ | {"HOME": str(folder)}, **as_whom)

    def is_served(self):
        """Traefik listens before it has read which names there are."""
        try:
            return send(self.port, "login.example", "/healthz").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def end(self):
        for process in (self.proxy, self.daemon):
            if process and process.poll() is None:
                process.terminate()
                process.wait(timeout=30)
        for site in (self.site, self.other):
            site.server.shutdown()
        for node in self.nodes:
            node.end()
        shutil.rmtree(self.work, ignore_errors=True)
