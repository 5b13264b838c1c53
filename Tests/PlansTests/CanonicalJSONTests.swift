import Plans
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
    private struct Forward: Codable, Equatable {
        let alpha: Int
        let beta: [String]
        let gamma: String?
    }

    /// The same content as `Forward`, declared and encoded in another order.
    private struct Backward: Encodable {
        let gamma: String?
        let beta: [String]
        let alpha: Int
    }

    @Test("the bytes do not depend on the order of keys")
    func order() throws {
        let one = try CanonicalJSON.encode(Forward(alpha: 1, beta: ["x/y", "ä"], gamma: nil))
        let other = try CanonicalJSON.encode(Backward(gamma: nil, beta: ["x/y", "ä"], alpha: 1))
        #expect(one == other)
        #expect(String(decoding: one, as: UTF8.self) == #"{"alpha":1,"beta":["x/y","ä"]}"#)
    }

    @Test("a dictionary gives the same bytes in whatever order it was filled")
    func dictionaries() throws {
        let keys = (0..<200).map { "key\($0)" }
        var forward: [String: Int] = [:]
        var backward: [String: Int] = [:]
        for (index, key) in keys.enumerated() { forward[key] = index }
        for (index, key) in keys.enumerated().reversed() { backward[key] = index }
        #expect(try CanonicalJSON.encode(forward) == CanonicalJSON.encode(backward))
    }

    @Test("the form for people holds the same content")
    func pretty() throws {
        let value = Forward(alpha: 1, beta: ["b"], gamma: "c")
        let text = try CanonicalJSON.pretty(value)
        #expect(text.split(separator: "\n").count > 4)
        #expect(try CanonicalJSON.decode(Forward.self, from: text.utf8) == value)
    }

    @Test("unknown keys are passed over, missing ones are not")
    func keys() throws {
        let text = #"{"alpha":1,"beta":[],"later":{"x":[1]}}"#
        #expect(try CanonicalJSON.decode(Forward.self, from: text.utf8) == Forward(alpha: 1, beta: [], gamma: nil))
        #expect(throws: (any Error).self) { try CanonicalJSON.decode(Forward.self, from: #"{"alpha":1}"#.utf8) }
    }
}
