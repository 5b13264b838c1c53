import Directory
import TestSupport
import Testing

@testable import LDAPClient

/// Values that servers send: each is read as what it is, or not at all.
@Suite("Values of controls")
struct ControlValueTests {
    private static let uuid = Array(UInt8(1)...16)

    private func sequence(_ tag: UInt8 = 0x30, _ body: (inout BERWriter) -> Void) -> [UInt8] {
        var writer = BERWriter()
        writer.element(tag, body)
        return writer.bytes
    }

    @Test("DirSync's answer", arguments: [(0, false), (1, true), (-1, true), (300, true)])
    func dirSync(_ more: Int, _ hasMore: Bool) throws {
        let bytes = sequence {
            $0.integer(more)
            $0.integer(0)
            $0.element(0x04, [7, 8])
        }
        let answer = try #require(DirSyncAnswer(bytes))
        #expect(answer.hasMore == hasMore && answer.cookie == [7, 8])
    }

    @Test("DirSync's answer with lengths of four bytes, as Windows writes them")
    func longLengths() throws {
        let bytes: [UInt8] = [
            0x30, 0x84, 0, 0, 0, 0x11, 0x02, 0x84, 0, 0, 0, 1, 1, 0x02, 1, 0, 0x04, 0x84, 0, 0, 0, 1, 9,
        ]
        #expect(try #require(DirSyncAnswer(bytes)).cookie == [9])
    }

    @Test(
        "the state of an entry",
        arguments: zip([0, 1, 2, 3], [SyncStateValue.State.present, .add, .modify, .delete])
    )
    func state(_ number: Int, _ state: SyncStateValue.State) throws {
        for cookie: [UInt8]? in [nil, [], [5]] {
            let bytes = sequence {
                $0.integer(number, tag: 0x0A)
                $0.element(0x04, Self.uuid)
                if let cookie { $0.element(0x04, cookie) }
            }
            let value = try #require(SyncStateValue(bytes))
            #expect(value.state == state && value.identifier.bytes == Self.uuid && value.cookie == cookie)
        }
    }

    @Test("the end of a synchronization, with what is left out")
    func done() {
        #expect(SyncDoneValue([0x30, 0]).map { $0.cookie == nil && !$0.refreshDeletes } == true)
        #expect(SyncDoneValue([0x30, 3, 0x01, 1, 0xFF]).map { $0.cookie == nil && $0.refreshDeletes } == true)
        #expect(SyncDoneValue([0x30, 6, 4, 1, 9, 1, 1, 0]).map { $0.cookie == [9] && !$0.refreshDeletes } == true)
    }

    @Test("what is said between entries")
    func info() throws {
        #expect(SyncInfoValue([0x80, 2, 1, 2]) == .newCookie([1, 2]))
        #expect(SyncInfoValue([0xA1, 0]) == .refreshDelete(cookie: nil, isDone: true))
        #expect(SyncInfoValue([0xA2, 6, 4, 1, 9, 1, 1, 0]) == .refreshPresent(cookie: [9], isDone: false))
        let identifier = try #require(EntryUUID(bytes: Self.uuid))
        let set = sequence(0xA3) { info in
            info.element(0x01, [0xFF])
            info.element(0x31) { $0.element(0x04, Self.uuid) }
        }
        #expect(SyncInfoValue(set) == .identifiers([identifier], areDeleted: true, cookie: nil))
        #expect(SyncInfoValue([0xA3, 2, 0x31, 0]) == .identifiers([], areDeleted: false, cookie: nil))
    }

    private static let broken: [[UInt8]] = [
        [], [0x30], [0x30, 1], [0x30, 0x80], [0x30, 0x85, 1, 1, 1, 1, 1], [0x31, 0], [0xA2, 1, 1], [0xA3, 0],
        [0xA3, 5, 0x31, 3, 4, 1, 1], [0xA3, 4, 0x31, 2, 4, 9], [0xA4, 0], [0xA1, 2, 1, 0], [0x80, 5, 1],
        [0x30, 3, 2, 1, 1], [0x30, 2, 1, 0], [0x30, 3, 1, 1, 1, 0], [0x30, 6, 2, 0, 2, 1, 0, 4, 0],
        [0x30, 5, 0x0A, 1, 4, 4, 0], [0x30, 0, 0],
    ]

    @Test("that are something else are nothing", arguments: broken)
    func refused(_ bytes: [UInt8]) {
        #expect(DirSyncAnswer(bytes) == nil && SyncStateValue(bytes) == nil && SyncInfoValue(bytes) == nil)
        #expect(SyncDoneValue(bytes) == nil)
    }

    @Test(
        "of any bytes, and of every true value cut short or with a byte changed, never trap",
        arguments: SeededGenerator.seeds(40)
    )
    func total(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let identifiers = sequence(0xA3) { info in
            info.element(0x04, [1])
            info.element(0x31) { set in for _ in 0..<3 { set.element(0x04, Self.uuid) } }
        }
        let state = sequence {
            $0.integer(1, tag: 0x0A)
            $0.element(0x04, Self.uuid)
        }
        let dirSync = sequence {
            $0.integer(1)
            $0.integer(0)
            $0.element(0x04, [7, 8])
        }
        for whole in [identifiers, state, dirSync] {
            for end in 0..<whole.count {
                let cut = Array(whole[..<end])
                #expect(
                    SyncInfoValue(cut) == nil && SyncStateValue(cut) == nil && DirSyncAnswer(cut) == nil,
                    "\(generator)"
                )
            }
        }
        for _ in 0..<500 {
            var bytes = [generator.bytes(atMost: 40), identifiers, state, dirSync][generator.number(below: 4)]
            if !bytes.isEmpty { bytes[generator.number(below: bytes.count)] = generator.bytes(atMost: 1).first ?? 0x84 }
            _ = DirSyncAnswer(bytes)
            _ = SyncStateValue(bytes)
            _ = SyncDoneValue(bytes)
            if case .identifiers(let found, _, _) = SyncInfoValue(bytes) { #expect(found.count <= 3) }
        }
    }

    @Test("of requests, byte for byte")
    func requests() {
        #expect(RequestControl.extendedNames.value == [0x30, 3, 2, 1, 1])
        #expect(RequestControl.securityDescriptor([.owner, .group, .discretionaryList]).value == [0x30, 3, 2, 1, 7])
        #expect(
            RequestControl.directorySynchronization(cookie: [1, 2]).value
                == [0x30, 0x0C, 2, 1, 0, 2, 3, 0x10, 0, 0, 4, 2, 1, 2]
        )
        // The highest bit is the sign of a 32-bit integer.
        let flags: DirSyncFlags = [.incrementalValues, .ancestorsFirst]
        #expect(
            RequestControl.directorySynchronization(flags: flags, maximumBytes: 100).value
                == [0x30, 0x0B, 2, 4, 0x80, 0, 8, 0, 2, 1, 100, 4, 0]
        )
        #expect(RequestControl.contentSynchronization(cookie: nil, persists: false).value == [0x30, 3, 0x0A, 1, 1])
        #expect(
            RequestControl.contentSynchronization(cookie: [9], persists: true).value == [0x30, 6, 0x0A, 1, 3, 4, 1, 9]
        )
    }
}
