#!/usr/bin/env python3
"""Takes pictures of the console's pages with Chromium, steered by chromedriver.

    Scripts/pictures.py LINK FOLDER

LINK is the first line of `dryad console`, which serves the workspace in this folder; a file `console-NAME.png` is
written into FOLDER for each page.
"""
import base64
import json
import re
import subprocess
import sys
import time
import urllib.request

link, folder = sys.argv[1:3]
origin = re.match(r"http://[^/]+", link).group(0)
driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, text=True)


def port():
    for line in driver.stdout:
        found = re.search(r"successfully on port (\d+)", line)
        if found:
            return found.group(1)
    sys.exit("chromedriver did not start")


address = f"http://127.0.0.1:{port()}/session"


def send(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address + path, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)["value"]


def run(script, *given):
    return send(f"/{session}/execute/sync", {"script": script, "args": list(given)})


def go(path):
    send(f"/{session}/url", {"url": origin + path})


def submit(selector):
    run(f"document.querySelector({json.dumps(selector)}).click()")
    for _ in range(100):
        heading = run("return (document.querySelector('h1') || {}).textContent")
        if heading in ("Ready to configure", "Configuration complete", "What was found"):
            return
        time.sleep(0.1)
    sys.exit(f"the task did not come to an end: {run('return document.body.innerText')}")


def take(name, width=1200, height=900, dark=False):
    def tell(command, parameters):
        send(f"/{session}/goog/cdp/execute", {"cmd": command, "params": parameters})

    tell("Emulation.setDeviceMetricsOverride",
         {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
    tell("Emulation.setEmulatedMedia",
         {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})
    with open(f"{folder}/console-{name}.png", "wb") as file:
        file.write(base64.b64decode(send(f"/{session}/screenshot")))
    print(f"wrote console-{name}.png")


try:
    arguments = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]
    options = {"goog:chromeOptions": {"args": arguments}}
    session = send("", {"capabilities": {"alwaysMatch": options}})["sessionId"]
    send(f"/{session}/url", {"url": link})
    take("overview", height=1250)
    take("overview-dark", height=1250, dark=True)
    take("overview-narrow", width=320, height=800)
    go("/tasks")
    take("tasks", height=1150)
    for name, path in [("schema", "/schema?verdict=missing"), ("rules", "/rules"),
                       ("pending", "/pending?operation=add"), ("runs", "/runs"), ("tenant", "/tenant"),
                       ("objects", "/objects"), ("refresh", "/tasks/refresh"),
                       ("filter", "/tasks/filter?forest=contoso.test"), ("sign-in", "/tasks/sign-in"),
                       ("devices", "/tasks/devices"), ("source-anchor", "/tasks/source-anchor")]:
        go(path)
        take(name)
    for name, place, selector in [("object", "/objects?text=jakub", "a[href^='/objects/object']"),
                                  ("rule", "/rules", "a[href^='/rules/rule']")]:
        go(place)
        go(run(f"return document.querySelector(\"{selector}\").getAttribute('href')"))
        take(name)
    for name, path, height in [("customize", "/tasks/customize", 1100), ("directory", "/tasks/directory", 1250),
                               ("features", "/tasks/features", 1250), ("view", "/tasks/view", 1400)]:
        go(path)
        take(name, height=height)
    go("/tasks/troubleshoot")
    run("document.querySelector('input[name=object]').value = arguments[0]", "jakub.baker@contoso.test")
    submit("form.task button")
    take("troubleshoot", height=1250)
    go("/tasks/refresh")
    submit("form.task button")
    take("plan", height=1100)
    go("/tasks/staging")
    run("document.querySelector('input[name=staging]').click()")
    submit("form.task button")
    take("ready")
    submit("form.task button")
    take("complete")
    # People sign in at AD FS from here on.
    go("/tasks/sign-in")
    run("document.querySelector('input[value=federation]').click()")
    run("document.querySelector('input[name=federationService]').value = 'sts.contoso.com'")
    submit("form.task button")
    submit("form.task button")
    go("/tasks/federation?domain=contoso.com")
    take("federation", height=1500)
    # As an installation can have it: no task puts a filter by a group there.
    with open("dryad.yaml") as file:
        text = file.read()
    with open("dryad.yaml", "w") as file:
        file.write(re.sub(r"(ldif: .*fabrikam\.ldif\n)", r'\1    groupFilter: "CN=Pilot,DC=fabrikam,DC=test"\n', text))
    go("/tasks/group-filter")
    take("group-filter", height=700)
finally:
    driver.terminate()
