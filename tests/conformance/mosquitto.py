"""
Runs one script of mosquitto's own broker tests as far as a broker of MQTT 3.1 and 3.1.1 without a configuration file can be asked.

    python3 mosquitto.py SCRIPT PORT        in the folder of the script, with mosq_test.py one folder above

The script itself is untouched: it stops where it would start a broker with a configuration of mosquitto's, and where it would make its
first packet of MQTT 5. Exit codes: 0 and REACHED_5 it held, NEEDS_CONFIGURATION and ONLY_5 it does not concern us, others it failed.
"""
import inspect
import os
import runpy
import sys

NEEDS_CONFIGURATION, ONLY_5, REACHED_5, NO_BROKER = 70, 71, 72, 73

script, port = sys.argv[1:]
sys.path[0:0] = [os.getcwd(), os.path.dirname(os.getcwd())]
import mosq_test

asked_for = []
brokers = []
made_before_5 = []


def end(code):
    for broker in brokers:
        broker.kill()
    sys.stdout.flush()
    # A script's own `finally` would turn any other end into its verdict.
    os._exit(code)


def guarded(start):
    def start_broker(*args, **named):
        given = inspect.signature(start).bind(*args, **named)
        given.apply_defaults()
        asked = given.arguments
        if asked.get("use_conf") or asked.get("cmd") is not None or not asked.get("port"):
            end(NEEDS_CONFIGURATION)
        asked_for.append(port)
        brokers.append(start(*args, **named))
        return brokers[-1]

    return start_broker


def only_before_5(make):
    signature = inspect.signature(make)

    def made(*args, **named):
        given = signature.bind(*args, **named)
        given.apply_defaults()
        if given.arguments["proto_ver"] == 5:
            end(REACHED_5 if brokers and made_before_5 else ONLY_5)
        made_before_5.append(make.__name__)
        return make(*args, **named)

    return made


mosq_test.start_broker = guarded(mosq_test.start_broker)
for name, make in list(vars(mosq_test).items()):
    if name.startswith("gen_") and "proto_ver" in inspect.signature(make).parameters:
        setattr(mosq_test, name, only_before_5(make))

sys.argv = [script, port]
try:
    runpy.run_path(script, run_name="__main__")
except BaseException as ended:
    # A helper of another script, or one for a python or a library that is not here.
    if asked_for and not (isinstance(ended, SystemExit) and ended.code in (None, 0)):
        raise
if not asked_for:
    end(NO_BROKER)
