"""
Runs one test of eclipse paho.mqtt.testing for MQTT 3.1.1 (interoperability/client_test.py), or lists them.

    python3 paho.py FOLDER                  names, one a line
    python3 paho.py FOLDER PORT NAME        ends with 0 where the test held

The suite is untouched and reads its own options. Some of its versions return False where a test failed, and never fail; that counts.
"""
import os
import runpy
import sys
import traceback
import unittest

folder, *asked = sys.argv[1:]


def run():
    import __main__

    if not asked:
        print("\n".join(unittest.TestLoader().getTestCaseNames(__main__.Test)))
        return True
    for left in (2, 1, 0):
        # It waits half a second for each answer, and a broker that was just started may not be that quick.
        try:
            __main__.Test.setUpClass()
            break
        except OSError:
            if left == 0:
                raise
    return getattr(__main__.Test(asked[1]), asked[1])() is not False


def end(*_, **__):
    """In place of unittest.main, which would not bear the suite's own options."""
    try:
        held = run()
    except BaseException:
        traceback.print_exc()
        held = False
    sys.stdout.flush()
    sys.stderr.flush()
    # Its clients' threads may outlive it.
    os._exit(0 if held else 1)


unittest.main = end
script = os.path.join(folder, "interoperability", "client_test.py")
sys.path.insert(0, os.path.dirname(script))
sys.argv = [script] + (["--hostname=127.0.0.1", "--port=" + asked[0]] if asked else [])
runpy.run_path(script, run_name="__main__")
