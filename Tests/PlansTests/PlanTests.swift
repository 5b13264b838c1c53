import Plans
import Testing

@Suite("Plans")
struct PlanTests {
    private struct Content: Codable, Sendable, Equatable { var change: String }

    private let basis = ["schema:contoso": Fingerprint(of: [1]), "rules": Fingerprint(of: [2])]
    private let origin = PlanOrigin(author: "ada@dc1", date: "2025-01-02T03:04:05Z", program: "0.1.0")

    private func plan(_ change: String = "x", hazards: [Hazard] = [], origin: PlanOrigin? = nil) throws -> Plan<Content>
    {
        try Plan(
            kind: "schema.refresh",
            basis: basis,
            content: Content(change: change),
            hazards: hazards,
            origin: origin
        )
    }

    @Test("the digest does not depend on who made the plan and when")
    func originOutside() throws {
        let other = PlanOrigin(author: "bob", date: "1999-12-31T23:59:59Z", program: "9")
        #expect(try plan(origin: origin).digest == plan(origin: other).digest)
        #expect(try plan(origin: origin).digest == plan().digest)
    }

    @Test("the digest covers content, kind, basis and hazards")
    func covered() throws {
        let plain = try plan().digest
        #expect(try plan("y").digest != plain)
        #expect(try plan(hazards: [Hazard(kind: "removesRule", subject: "r", sentence: "s")]).digest != plain)
        #expect(try Plan(kind: "staging", basis: basis, content: Content(change: "x")).digest != plain)
        #expect(try Plan(kind: "schema.refresh", basis: [:], content: Content(change: "x")).digest != plain)
    }

    @Test("a plan survives its file, byte for byte")
    func file() throws {
        let original = try plan(hazards: [Hazard(kind: "k", subject: "s", sentence: "t")], origin: origin)
        let bytes = try CanonicalJSON.encode(original)
        let read = try CanonicalJSON.decode(Plan<Content>.self, from: bytes)
        #expect(read.digest == original.digest)
        #expect(read.origin == origin)
        #expect(try read.recomputedDigest() == original.digest)
        #expect(try CanonicalJSON.encode(read) == bytes)
    }

    @Test(
        "an edited file is detected",
        arguments: [
            (#""change":"x""#, #""change":"y""#), (#""kind":"schema.refresh""#, #""kind":"staging""#),
            (#""subject":"s""#, #""subject":"other""#), (#""format":1"#, #""format":2"#),
        ]
    )
    func edited(_ before: String, _ after: String) throws {
        let original = try plan(hazards: [Hazard(kind: "k", subject: "s", sentence: "t")])
        let text = String(decoding: try CanonicalJSON.encode(original), as: UTF8.self)
        let changed = text.replacing(before, with: after)
        try #require(changed != text)
        let read = try CanonicalJSON.decode(Plan<Content>.self, from: changed.utf8)
        #expect(try read.recomputedDigest() != read.digest)
    }

    @Test("a later version's additions do not hurt, and a file with an edited origin is still whole")
    func additions() throws {
        let text = String(decoding: try CanonicalJSON.encode(try plan(origin: origin)), as: UTF8.self)
        let extended = text.replacing("{\"basis\"", with: "{\"added\":true,\"basis\"").replacing("ada@dc1", with: "eve")
        let read = try CanonicalJSON.decode(Plan<Content>.self, from: extended.utf8)
        #expect(try read.recomputedDigest() == read.digest)
        #expect(read.origin?.author == "eve")
    }

    @Test("staleness names the states that moved, appeared or went, in order")
    func staleness() throws {
        let made = try plan()
        #expect(made.staleness(against: basis) == [])
        var current = basis
        current["schema:contoso"] = Fingerprint(of: [9])
        current["schema:fabrikam"] = Fingerprint(of: [3])
        #expect(made.staleness(against: current) == ["schema:contoso", "schema:fabrikam"])
        #expect(made.staleness(against: [:]) == ["rules", "schema:contoso"])
    }
}
