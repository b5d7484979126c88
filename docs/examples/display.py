#!/usr/bin/env python3
"""A display in thirty lines of another language: prints what a hub tells over MQTT (R20, docs/protocol.md).

    display.py <host> <port> <location> <display>

Needs Debian's mosquitto-clients, or any MQTT 3.1.1 client. Where the broker asks who reads, put "-u <name>", "-P <password>"
and "-i integration-<id>" of an integration account into ~/.config/mosquitto_sub, a line each; on a command line everybody could read them.
"""
import json
import subprocess
import sys

host, port, location, display = sys.argv[1:]
below = f"talon/{location}/"
topics = [f"{below}displays/{display}", f"{below}hub/availability"]
listen = ["mosquitto_sub", "-h", host, "-p", port, "-q", "1", "-F", "%t %p", *(part for topic in topics for part in ("-t", topic))]
shown = None  # the callSeq of the last call that was shown; a recall is a call of its own

for line in subprocess.Popen(listen, stdout=subprocess.PIPE, text=True).stdout:
    topic, _, payload = line.rstrip("\n").partition(" ")
    if not payload:
        continue
    said = json.loads(payload)
    if topic.endswith("/availability"):
        print("LIVE" if said["state"] == "online" else "OLD: the hub is away", flush=True)
        continue
    for call in said["calls"]:  # the last twenty, oldest first: whoever missed some shows every one
        if shown is not None and call["callSeq"] > shown:
            print(f"{call['number']} -> {call['counterName']['da']}{' (again)' if call['recall'] else ''}", flush=True)
    shown = max([call["callSeq"] for call in said["calls"]], default=shown or 0)
    print(" | ".join(f"{queue['letters']}: {queue['waiting']} waiting" for queue in said["queues"]), flush=True)
