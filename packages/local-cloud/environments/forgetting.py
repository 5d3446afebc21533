"""
What the emulator would keep for ever, in memory and much of it in every saving: events of stacks that another one has replaced, all log streams there have been,
and every event that anybody put.
"""

import time

# of a log group; AWS keeps all, until the group's retention is over: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
MOST_STREAMS = 500
# who writes to a stream may pause this long
QUIET_SECONDS = 600


def forget():
    forget_events()
    forget_streams(time.time())
    forget_put_events()


def forget_events():
    """Events of a stack that another one of its name has taken the place of: nothing shows them any more, and all of them are saved again and again."""
    from ministack.services import cloudformation

    # nested stacks come and go in other threads: what is looked at is a copy, and the events before the stacks, which are there first
    events = list(cloudformation._stack_events._data)
    known = {stack["StackId"] for stack in list(cloudformation._stacks._data.values())}
    for key in events:
        if key[-1] not in known:
            cloudformation._stack_events._data.pop(key, None)


def forget_streams(now):
    """
    The oldest streams of groups that have more than MOST_STREAMS, unless somebody may be writing to them. Each build has a stream; so has, at the emulator
    (1.5.33), each invocation of a function, which on AWS shares that of its environment (https://docs.aws.amazon.com/lambda/latest/operatorguide/log-structure.html).
    """
    from ministack.services import cloudwatch_logs as logs

    gone = set()
    for (account, region, name), group in list(logs._log_groups._data.items()):
        streams = group["streams"]
        by_age = sorted((last_written(stream), stream_name) for stream_name, stream in list(streams.items()))
        for written, stream_name in by_age[: max(0, len(by_age) - MOST_STREAMS)]:
            if written / 1000 < now - QUIET_SECONDS:
                streams.pop(stream_name, None)
                gone.add((account, region, name, stream_name))
    if gone:
        # the same events once more, for Logs Insights
        for key, record in list(logs._log_records._data.items()):
            if (*key[:2], record.get("@log"), record.get("@logStream")) in gone:
                logs._log_records._data.pop(key, None)


def last_written(stream):
    """In milliseconds, as all times of CloudWatch Logs."""
    return stream["lastIngestionTime"] or stream["creationTime"]


def forget_put_events():
    """Events of EventBridge: when they are noted down they are delivered already, and archived where there is an archive. Nothing ever reads the note."""
    from ministack.services import eventbridge

    eventbridge._events_log._data.clear()
