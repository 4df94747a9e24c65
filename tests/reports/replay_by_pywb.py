"""Run by the environment of pywb, in the folder of its collections: prints status, moment and body of each address."""

import base64
import sys

from pywb.apps.frontendapp import FrontEndApp
from werkzeug.test import Client

client = Client(FrontEndApp())
for address in sys.argv[1:]:
    answer = client.get(address)
    body = base64.b64encode(answer.get_data()).decode()
    moment = (answer.headers.get("Memento-Datetime") or "-").replace(" ", "_")
    sys.stdout.write(f"ANSWER {answer.status_code} {moment} {body}\n")
