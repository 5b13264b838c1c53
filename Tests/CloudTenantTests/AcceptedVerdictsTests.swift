@testable import CloudTenant
import Directory
import TestSupport
import Testing

@Suite("Answers in which everything is accepted")
struct AcceptedVerdictsTests {
    private static let odd = [
        #"{"state":"rejected","code":"x","message":"y"}"#, #"{"state":"deferred","status":429,"retryAfter":3}"#,
        #"{"state":"accepted","effect":"created","object":"00000000-0000-8000-8000-000000000001","conflicts":[]}"#,
        #"{"state":"accepted","effect":"created","object":"00000000-0000-8000-8000-000000000001","more":null}"#,
        #"{"state":"accepted","effect":"burnt","object":"00000000-0000-8000-8000-000000000001"}"#,
        #"{"state":"accepted","effect":"created"}"#, #"{"state":"accepted","state":"accepted","effect":"created"}"#,
        "{}", "null", "{ }", #"{"state":"accepted","effect":"\u0063reated","object":"x"}"#,
    ]

    private static func verdict(_ random: inout SeededGenerator, mayBeOdd: Bool) -> String {
        if mayBeOdd, random.number(below: 12) == 0 { return odd[random.number(below: odd.count)] }
        let effects = ["created", "hardMatched", "softMatched", "updated", "restored", "deleted", "alreadyGone"]
        let digits = Array(random.number(below: 4) > 0 ? "0123456789abcdef" : "0123456789ABCDEF")
        func hex(_ count: Int) -> String { String((0..<count).map { _ in digits[random.number(below: 16)] }) }
        var members = [
            #""state":"accepted""#, #""effect":"\#(effects[random.number(below: effects.count)])""#,
            #""object":"\#([8, 4, 4, 4, 12].map(hex).joined(separator: "-"))""#,
        ]
        members.shuffle(using: &random)
        return "{" + members.joined(separator: ",") + "}"
    }

    private static func mutated(_ body: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var body = body
        for _ in 0..<(1 + random.number(below: 3)) where !body.isEmpty {
            let place = random.number(below: body.count)
            switch random.number(below: 6) {
            case 0: body[place] = UInt8(random.number(below: 256))
            case 1: body.remove(at: place)
            case 2: body.insert(Array("{}[],:\" \\a-0\n".utf8)[random.number(below: 13)], at: place)
            case 3: body.removeLast(random.number(below: 4))
            case 4: body.insert(contentsOf: body[place..<min(place + 40, body.count)], at: place)
            default: body[place] ^= 0x20
            }
        }
        return body
    }

    /// A blank at the end is nothing to the reader of any JSON, and too much for the quick one.
    private static func carefully(_ body: [UInt8], _ count: Int) -> TenantAnswer? {
        ExchangeReader.answer(body + [0x20], expecting: count)
    }

    @Test("the quick reader and the one for any JSON agree", arguments: SeededGenerator.seeds(300))
    func agreement(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let count = random.number(below: 6)
            let mayBeOdd = random.number(below: 2) > 0
            let verdicts = (0..<count).map { _ in Self.verdict(&random, mayBeOdd: mayBeOdd) }.joined(separator: ",")
            let end = random.number(below: 6) > 0 ? "]}" : #"],"activeWriter":{"workspace":"/w","host":"h"}}"#
            let body = Array(("{\"verdicts\":[" + verdicts + end).utf8)
            let expected = random.number(below: 9) > 0 ? count : count - 1
            let shown = "\(random) \(String(decoding: body, as: UTF8.self))"
            #expect(ExchangeReader.answer(body, expecting: expected) == Self.carefully(body, expected), "\(shown)")
            if !mayBeOdd, expected == count {
                #expect(ExchangeReader.answer(body, expecting: count)?.verdicts.count == count, "\(shown)")
            }
            let other = Self.mutated(body, &random)
            #expect(
                ExchangeReader.answer(other, expecting: expected) == Self.carefully(other, expected),
                "\(random) \(String(decoding: other, as: UTF8.self))"
            )
        }
    }

    @Test("what the service answers to accepted changes is read at once")
    func served() async throws {
        let fixture = try ServiceFixture()
        let changes = (0..<3).map { number in
            TenantChange(
                operation: .add,
                objectClass: "user",
                anchor: "a\(number)",
                name: "",
                attributes: [],
                operationID: TenantOperationID(bytes: [UInt8](repeating: UInt8(number), count: 16))
            )
        }
        let packed = try PackedChanges(changes)
        var batches = BatchWriter(packed.table)
        let request = batches.request(packed, by: nil)
        let reply = try await fixture.reply("POST", request.target, body: String(decoding: request.body, as: UTF8.self))
        guard case .response(let response) = reply else {
            Issue.record("no answer")
            return
        }
        let quick = try #require(AcceptedVerdicts.read(response.body, expecting: 3))
        #expect(quick.map(\.word) == ["created", "created", "created"])
        #expect(Self.carefully(response.body, 3)?.verdicts == quick)
    }
}
