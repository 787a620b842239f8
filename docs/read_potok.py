#!/usr/bin/env python3
"""Prints the events of a .potok file (version 4), one a line. Written from trace-format.md alone; needs nothing else.

    python3 read_potok.py run.potok
"""
import struct
import sys

KINDS = {1: "RUN_STARTED", 2: "RUN_FINISHED", 3: "RUN_PAUSED", 4: "RUN_RESUMED", 5: "DEADLOCKED", 10: "ACTOR_CREATED",
         11: "ACTOR_STARTED", 12: "ACTOR_FINISHED", 13: "ACTOR_FAILED", 14: "RESOURCE_CREATED", 15: "PREEMPTED",
         16: "DISPATCHED", 17: "MOUNTED", 18: "UNMOUNTED", 19: "INTERRUPTED", 20: "WAIT_BEGUN", 21: "WAIT_ENDED",
         22: "ACQUIRED", 23: "RELEASED", 24: "OPTIMISTIC_READ", 25: "VALIDATED", 26: "RANKED", 30: "PUT", 31: "TAKEN",
         32: "CLOSED", 33: "TASK_DONE", 34: "SENT", 35: "RECEIVED", 36: "OFFERED", 37: "EXCHANGED", 38: "HANDED_OVER",
         39: "WITHDRAWN", 40: "ARRIVED", 41: "TRIPPED", 42: "PASSED", 43: "BROKEN", 44: "MENDED", 45: "SET",
         46: "CLEARED", 47: "NOTIFIED", 48: "COUNTED_DOWN", 49: "REGISTERED", 50: "SLEEP_BEGUN", 51: "SLEEP_ENDED",
         52: "IO_BEGUN", 53: "IO_ENDED", 54: "JOIN_BEGUN", 55: "JOIN_ENDED", 56: "DEREGISTERED", 57: "FORKED",
         58: "SUBTASK_ENDED", 59: "SCOPE_LEFT", 60: "WORK_BEGUN", 61: "WORK_ENDED", 62: "WORKING", 63: "IDLE",
         64: "SLICE_BEGUN", 65: "SLICE_ENDED", 66: "TOLD", 67: "PROCESS_STARTED", 68: "PROCESS_EXITED",
         69: "PROCESS_KILLED", 70: "WRITTEN", 71: "LOADED", 72: "CAS_FAILED", 73: "SIGNALLED", 74: "SERIALIZED",
         75: "DESERIALIZED", 76: "MEMORY", 77: "OWNER_DIED", 78: "ELEMENT", 80: "PRINTED", 81: "TASK_SUBMITTED",
         82: "TASK_STARTED", 83: "TASK_ENDED", 84: "TASK_FAILED", 85: "TASK_CANCELLED", 86: "WORKER_JOINED",
         87: "WORKER_LEFT", 90: "COUNTER", 100: "DROPPED"}
CRC_TABLE = []
for n in range(256):
    for _ in range(8):
        n = n >> 1 ^ (0x82F63B78 if n & 1 else 0)
    CRC_TABLE.append(n)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ CRC_TABLE[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


class Payload:
    def __init__(self, data):
        self.data, self.at = data, 0

    def byte(self):
        self.at += 1
        return self.data[self.at - 1]

    def number(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    def signed(self):
        folded = self.number()
        return folded >> 1 ^ -(folded & 1)

    def text(self):
        head = self.number()
        length = head - 1 if head & 1 else head >> 1
        self.at += length
        data = self.data[self.at - length:self.at]
        return data.decode("utf-16-le", "surrogatepass") if head & 1 else data.decode("utf-8")

    def pairs(self):
        return {self.text(): self.text() for _ in range(self.number())}


def chunks(data, finished):
    at = 36
    while at < len(data):
        name, length, crc = struct.unpack_from("<4sII", data, at) if len(data) - at >= 12 else (b"", 0, 0)
        payload = data[at + 12:at + 12 + length]
        if len(payload) != length or crc32c(data[at:at + 8] + payload) != crc:
            if finished:
                sys.exit(f"damaged at byte {at}")
            return  # what a crash left ends here
        yield name, Payload(payload)
        at += 12 + length


def events(payload, names):
    number, count, time = payload.number(), payload.number(), payload.number()
    actor, cores, memory = 0, {}, {}
    for index in range(number, number + count):
        head = payload.byte()
        kind, flags = head & 0x7F, payload.byte() if head & 0x80 else 0
        time += payload.number()
        actor = payload.number() if flags & 1 else actor
        resource, line, argument = memory.get((actor % 64, kind), (0, 0, 0))
        core = payload.number() - 1 if flags & 2 else cores.get(actor % 64, -1)
        resource = payload.number() if flags & 4 else resource
        line = payload.number() if flags & 8 else line
        argument += 1 if flags & 16 else payload.signed() if flags & 32 else 0
        argument = (argument + 2 ** 63) % 2 ** 64 - 2 ** 63
        cores[actor % 64], memory[actor % 64, kind] = core, (resource, line, argument)
        print(index, time, KINDS[kind], names[1][actor], core, names[2][resource], line, argument, sep="\t")


def main(path):
    data = open(path, "rb").read()
    magic, version, state, length, _ = struct.unpack_from("<8siiqq", data)
    if magic != b"\x89POTOK\r\n" or version != 4 or crc32c(data[:32]) != struct.unpack_from("<I", data, 32)[0]:
        sys.exit("no recording of version 4")
    if state == 1 and length != len(data):
        sys.exit(f"{len(data)} bytes, where {length} are expected")
    names = {1: ["run"], 2: [""], 3: [""]}  # actors, resources, texts
    for name, payload in chunks(data, state == 1):
        if name == b"RUN ":
            print("#", *(payload.text() for _ in range(3)), payload.number(), payload.signed(), payload.pairs())
        elif name == b"MACH":
            print("#", payload.pairs())
        elif name == b"NAME":
            assert [payload.number() for _ in range(3)] == [len(names[i]) for i in (1, 2, 3)]
            while payload.at < len(payload.data):
                entry = payload.byte()
                names[entry].append(payload.text())
                if entry == 1:
                    payload.text(), payload.text(), payload.number()  # group, kind, parent
                elif entry == 2:
                    payload.text(), payload.signed(), payload.number(), payload.number()  # kind, capacity, part of, flags
        elif name == b"EVNT":
            events(payload, names)


main(sys.argv[1])
