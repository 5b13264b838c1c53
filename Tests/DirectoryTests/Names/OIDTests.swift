import Directory
import Foundation
import Testing

@Suite("Object identifiers")
struct OIDTests {
    @Test(
        "they are read by value",
        arguments: [
            ("2.5.4.3", "2.5.4.3"), ("02.05.004.3", "2.5.4.3"), ("0.0", "0.0"), ("1.000", "1.0"),
            ("2.25.329800735698586629295641978511506172918", "2.25.329800735698586629295641978511506172918"),
        ]
    )
    func read(_ text: String, _ dotted: String) {
        #expect(OID(text)?.dotted == dotted)
    }

    @Test(
        "anything else is refused",
        arguments: ["", "1", ".", "1.", ".1", "1..2", "1.a", "cn", "1.2 ", " 1.2", "-1.2", "1.٣", "+1.2"]
    )
    func refused(_ text: String) {
        #expect(OID(text) == nil)
    }

    @Test("they are ordered arc by arc, numerically")
    func order() {
        let sorted = ["1.2", "1.2.0", "1.2.9", "1.2.10", "1.3", "1.10", "2.5.4.3"].compactMap { OID($0) }
        #expect(sorted.reversed().sorted() == sorted)
        for (index, one) in sorted.enumerated() {
            for other in sorted.dropFirst(index + 1) {
                #expect(one < other)
                #expect(!(other < one))
            }
            #expect(!(one < one))
        }
    }

    @Test("they are coded as one string; another string is refused")
    func coding() throws {
        let oid = try #require(OID("2.5.4.03"))
        let data = try JSONEncoder().encode([oid])
        #expect(String(decoding: data, as: UTF8.self) == #"["2.5.4.3"]"#)
        #expect(try JSONDecoder().decode([OID].self, from: data) == [oid])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([OID].self, from: Data(#"["cn"]"#.utf8)) }
    }
}
