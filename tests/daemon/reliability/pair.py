# SPDX-License-Identifier: Apache-2.0
"""Two daemons with the same keys, one Redis, behind nginx."""
import time

from harness import Daemon, expect, finished, free_port, wait_until


def nginx(place, port, daemons):
    """As docs/daemon.md has it: each daemon gets its share, and one that is gone is left out."""
    servers = "\n".join(f"server 127.0.0.1:{daemon.port} max_fails=1 fail_timeout=5s;" for daemon in daemons)
    temporary = "\n".join(f"{kind}_temp_path {place.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    file = place.folder / "nginx.conf"
    file.write_text(f"""daemon off;
pid {place.folder}/nginx.pid;
error_log {place.folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    {temporary}
    upstream walletauthd {{
        {servers}
        keepalive 32;
    }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://walletauthd;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_connect_timeout 1s;
        }}
    }}
}}
""")
    place.start(["/usr/sbin/nginx", "-e", place.folder / "nginx.log", "-c", file])


def pair(place, long):
    """One of two daemons is killed under load, and comes back: no user needs more than one retry."""
    settings, _ = place.redis()
    daemons = [Daemon(place, settings, name=f"daemon-{number}") for number in range(2)]
    port = free_port()
    nginx(place, port, daemons)
    wait_until(lambda: finished(place.load("sign-in", port, 1, 1))["failed"] == 0, "nginx")
    kills = retried = signed_in = 0
    most = 0
    for number in range(20 if long else 3):
        count = 3_000
        load = place.load("sign-in", port, 8, count)
        time.sleep(0.3)
        victim = daemons[number % 2]
        victim.kill()
        kills += 1
        report = finished(load)
        victim.start()
        time.sleep(7)  # nginx asks it again when more than 5 of its whole seconds have passed
        expect(report["signed_in"] == count and report["failed"] == 0 and report["refused"] == 0, "sign-ins over a kill", report)
        most, retried, signed_in = max(most, report["most_retries"]), retried + report["retried"], signed_in + count
    expect(most <= 1, "retries of one user", most)
    return f"{signed_in:,} sign-ins over {kills} kills under load: {retried} were retried, none of them more than once"


FAULTS = [pair]
