"""
Runs the emulator, `python emulator.py -m ministack`, so that little is lost however it ends.

By itself the emulator saves what it holds when it is told to end, and only then. Here it saves now and then as well, and ends by itself, saving, when the
process that started it is gone: that one holds its standard input, and says there first how it marks what it has decided. Sessions of STS are saved with the
rest, a stack that was being changed says afterwards that this failed, for nobody would ever end it, an object that could not be written is a request that
failed, networks are told of as they are (the files beside this one say what of them), the function of a custom resource that failed is tried again, and what
nobody will ask for any more is forgotten.
"""

import asyncio
import contextvars
import errno
import fcntl
import hmac
import ipaddress
import json
import logging
import os
import runpy
import shutil
import signal
import sys
import threading
import time
from xml.sax.saxutils import escape

from access_lists import keep_access_lists
from endpoint_addresses import keep_address_types
from flow_logs import keep_flow_logs
from forgetting import forget
from network_blocks import keep_blocks
from route_filters import filter_by_routes
from transit_gateways import have_transit_gateways

EVERY_SECONDS = 10
# a large state takes long to save: at most this part of the time goes into it
SHARE = 1 / 20
# what is not over this long after the last save never will be: a custom resource waits for a worker that has ended
END_SECONDS = 1
# the exit code that says that something could not be saved
NOT_SAVED = 3


def hold_alone(lock_file):
    """One emulator at a time works on a state: whoever comes next waits until the one before has saved."""
    lock = open(lock_file, "w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print(f"the emulator before this one holds {lock_file}: it is still saving", flush=True)
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


parent_is_gone = threading.Event()


def end_with_parent():
    while os.read(0, 4096):
        pass
    parent_is_gone.set()
    os.kill(os.getpid(), signal.SIGTERM)


# what the gateway, which started it, marks requests with that it has decided; a Lambda function would see it in the environment
MARK_BYTES = 48
DECIDED_HEADER = b"x-local-cloud-decided"
decided = contextvars.ContextVar("decided", default=False)


def read_mark():
    mark = b""
    while len(mark) < MARK_BYTES:
        read = os.read(0, MARK_BYTES - len(mark))
        if not read:
            break
        mark += read
    return mark


def leave_decided():
    """Trust policies: the gateway asks them with all that AWS knows, organizations too, which the emulator does not."""
    from ministack.core import iam_evaluator

    evaluate = iam_evaluator.evaluate_trust_policy

    def evaluate_unless_decided(*args, **kwargs):
        return decided.get() or evaluate(*args, **kwargs)

    iam_evaluator.evaluate_trust_policy = evaluate_unless_decided


def keep_sessions():
    from ministack.services import sts

    sts.get_state = lambda: {"sessions": dict(sts._sessions)}
    sts.load_persisted_state = lambda data: sts._sessions.update(data["sessions"])


def end_changes():
    from ministack.services import cloudformation

    load = cloudformation.load_persisted_state

    def load_and_end(data):
        load(data)
        for stack in cloudformation._stacks._data.values():
            status = stack["StackStatus"]
            if not status.endswith("_IN_PROGRESS") or status == "REVIEW_IN_PROGRESS":
                continue
            # the change itself was complete before the cleaning up
            stack["StackStatus"] = status.replace("_COMPLETE_CLEANUP_IN_PROGRESS", "_COMPLETE").replace("_IN_PROGRESS", "_FAILED")
            stack["StackStatusReason"] = "the local cloud ended while the stack was changed"

    cloudformation.load_persisted_state = load_and_end


# https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html#default-endpoint-policy
EVERYTHING = {"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}


def tell_of_networks():
    """The emulator keeps what a stack gives a VPC endpoint, and tells of half of it, whichever VPC was asked for. Each of its subnets has 251 free addresses."""
    from ministack.services import ec2

    subnet_fields_of = ec2._subnet_fields_xml

    def subnet_fields_with_size(subnet, tag="item"):
        # AWS keeps five: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
        return subnet_fields_of({**subnet, "AvailableIpAddressCount": ipaddress.ip_network(subnet["CidrBlock"], strict=False).num_addresses - 5}, tag)

    ec2._subnet_fields_xml = subnet_fields_with_size
    fields_of, describe = ec2._vpce_fields_xml, ec2._describe_vpc_endpoints

    def all_fields_of(endpoint, tag="item"):
        policy = endpoint.get("PolicyDocument") or EVERYTHING
        policy = policy if isinstance(policy, str) else json.dumps(policy)
        groups = "".join(f"<item><groupId>{escape(group)}</groupId></item>" for group in endpoint.get("SecurityGroupIds", []))
        private = str(endpoint.get("PrivateDnsEnabled", False)).lower()
        more = f"<groupSet>{groups}</groupSet><privateDnsEnabled>{private}</privateDnsEnabled><policyDocument>{escape(policy)}</policyDocument>"
        return fields_of(endpoint, tag).removesuffix(f"</{tag}>") + f"{more}</{tag}>"

    def describe_those_of(parameters):
        vpcs = ec2._parse_filters(parameters).get("vpc-id")
        ids = ec2._parse_member_list(parameters, "VpcEndpointId")
        if not vpcs or ids:
            return describe(parameters)
        fitting = [id for id, endpoint in ec2._vpc_endpoints.items() if endpoint["VpcId"] in vpcs]
        # the emulator takes no ids for all of them
        return describe({f"VpcEndpointId.{n}": [id] for n, id in enumerate(fitting or ["none"], 1)})

    ec2._vpce_fields_xml = all_fields_of
    ec2._ACTION_MAP["DescribeVpcEndpoints"] = describe_those_of


# what the request at hand could not write
unwritten = contextvars.ContextVar("unwritten")


class Unwritten(logging.Handler):
    """Remembers objects that could not be written: the emulator says so in its log alone, and answers as if they were."""

    def emit(self, record):
        if str(record.msg).startswith("Failed to persist S3 "):
            unwritten.get([]).append(record.args[-1])


class Requests:
    """Counts what may have changed something; what could not be written has failed."""

    def __init__(self, app, mark):
        self.app = app
        self.mark = mark
        self.count = 0

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        if scope.get("method") not in ("GET", "HEAD"):
            self.count += 1
            full = no_room(scope)
            if full:
                return await fail(send, full)
        errors = []
        unwritten.set(errors)
        decided.set(len(self.mark) == MARK_BYTES and hmac.compare_digest(dict(scope["headers"]).get(DECIDED_HEADER, b""), self.mark))
        failed = False

        async def send_or_fail(message):
            nonlocal failed
            if message["type"] == "http.response.start" and errors:
                failed = True
                await fail(send, errors[0])
            elif not failed:
                await send(message)

        await self.app(scope, receive, send_or_fail)


MARGIN_BYTES = 64 * 1024


def no_room(scope):
    """Refused before anything has happened: what the emulator finds out while it writes, it has told of and handed out already."""
    size = dict(scope["headers"]).get(b"content-length", b"0")
    if b"/s3/aws4_request" not in dict(scope["headers"]).get(b"authorization", b"") or not size.isdigit():
        return None
    disk = os.statvfs(os.environ["S3_DATA_DIR"])
    if int(size) + MARGIN_BYTES <= disk.f_bavail * disk.f_frsize:
        return None
    return OSError(errno.ENOSPC, f"{size.decode()} bytes do not fit into {disk.f_bavail * disk.f_frsize}")


async def fail(send, error):
    """S3's own error, https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; 507 is WebDAV's Insufficient Storage."""
    is_full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    said = f"no space left on the disk for {os.environ['S3_DATA_DIR']} ({error}): free some and try again" if is_full else f"the object was not written: {error}"
    body = f"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>InternalError</Code><Message>local-cloud: {escape(said)}</Message></Error>".encode()
    headers = [(b"content-type", b"application/xml"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 507 if is_full else 500, "headers": headers})
    await send({"type": "http.response.body", "body": body})


class Failures(logging.Handler):
    """Counts what could not be saved: the emulator says so in its log alone."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.count = 0

    def emit(self, record):
        if record.getMessage().startswith(("Persistence: failed to save", "Persistence: error getting state")):
            self.count += 1


class Saving:
    """The emulator's own, at its end, is the last."""

    def __init__(self, save_all):
        self.save_all = save_all
        self.lock = threading.Lock()
        self.has_ended = False
        self.failures = Failures()

    def now_and_then(self, states):
        with self.lock:
            if not self.has_ended:
                self.save_all({name: lambda state=state: state for name, state in states.items()})

    def at_the_end(self, getters):
        with self.lock:
            self.has_ended = True
            logging.getLogger().addHandler(self.failures)
            forget()
            self.save_all(getters)
        timer = threading.Timer(END_SECONDS, self.end)
        timer.daemon = True
        timer.start()

    def end(self):
        sys.stdout.flush()
        sys.stderr.flush()
        if parent_is_gone.is_set():
            # with all that it started: nobody else would end it
            os.killpg(0, signal.SIGKILL)
        os._exit(NOT_SAVED if self.failures.count else 0)


def save_now_and_then(requests, saving):
    from ministack import app

    saved = 0
    took = 0.0
    while True:
        time.sleep(max(EVERY_SECONDS, took / SHARE))
        if requests.count == saved or app._MAIN_LOOP is None:
            continue
        started = time.monotonic()
        saved = requests.count
        # copied where requests are answered, so that nothing changes meanwhile; written here
        states = asyncio.run_coroutine_threadsafe(copies(app._build_persistence_save_dict()), app._MAIN_LOOP).result()
        saving.now_and_then(states)
        took = time.monotonic() - started


async def copies(getters):
    forget()
    states = {}
    for name, get_state in getters.items():
        try:
            states[name] = get_state()
        except Exception as error:
            print(f"{name} is saved later: {error}", flush=True)
    return states


# what the two tries after the first wait for, in seconds; Lambda waits a minute and two
TRY_AGAIN_SECONDS = (1, 2)


def invoke_again():
    """
    CloudFormation invokes the function of a custom resource asynchronously, so that Lambda tries twice more what failed
    (https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html). The emulator (1.5.33) tries once, also what it could not start itself,
    and then waits an hour for an answer that nobody will give.
    """
    from ministack.services import lambda_svc

    once = lambda_svc._execute_function_with_config_scope

    def invoke(func, event):
        result = once(func, event)
        for seconds in TRY_AGAIN_SECONDS if is_of_custom_resource(event) else ():
            if not (result.get("error") or result.get("throttle")):
                break
            print(f"{event['LogicalResourceId']} of {event['StackId']} is tried again: {result.get('body')}", flush=True)
            time.sleep(seconds)
            result = once(func, event)
        return result

    lambda_svc._execute_function_with_config_scope = invoke


def is_of_custom_resource(event):
    return isinstance(event, dict) and {"ResponseURL", "RequestType", "LogicalResourceId", "StackId"} <= event.keys()


def main():
    # it keeps secrets, in files that it opens as anybody's
    os.umask(0o077)
    mark = read_mark()
    _, _, module, lock_file, *rest = sys.argv
    lock = hold_alone(lock_file)
    if rest == ["--fresh"]:
        for folder in (os.environ["STATE_DIR"], os.environ["S3_DATA_DIR"]):
            shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.environ["S3_DATA_DIR"], exist_ok=True)
    from ministack import app

    keep_sessions()
    leave_decided()
    end_changes()
    tell_of_networks()
    keep_blocks()
    keep_address_types()
    filter_by_routes()
    keep_access_lists()
    keep_flow_logs()
    have_transit_gateways()
    invoke_again()
    logging.getLogger("s3").addHandler(Unwritten())
    app.app = Requests(app.app, mark)
    saving = Saving(app.save_all)
    app.save_all = saving.at_the_end
    threading.Thread(target=end_with_parent, daemon=True).start()
    threading.Thread(target=save_now_and_then, args=(app.app, saving), daemon=True).start()
    sys.argv = [module]
    try:
        runpy.run_module(module, run_name="__main__")
    finally:
        lock.close()
        if parent_is_gone.is_set() or saving.failures.count:
            saving.end()


main()
