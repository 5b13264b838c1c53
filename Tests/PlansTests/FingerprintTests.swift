import Plans
import Testing

@Suite("Fingerprints")
struct FingerprintTests {
    @Test("known values of SHA-256")
    func known() {
        #expect(
            Fingerprint(of: [UInt8]()).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        #expect(
            Fingerprint(of: "abc".utf8).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
    }

    @Test("only 64 small hexadecimal digits are a fingerprint")
    func digits() {
        let good = String(repeating: "0a", count: 32)
        #expect(Fingerprint(hex: good)?.hex == good)
        for bad in [
            "", "0a", good.uppercased(), good + "0", String(repeating: "0g", count: 32), good.dropLast(3) + "０",
        ] {
            #expect(Fingerprint(hex: String(bad)) == nil, "\(bad)")
        }
    }

    @Test("it is written as one string and refused when it is another")
    func coding() throws {
        let value = Fingerprint(of: "abc".utf8)
        let bytes = try CanonicalJSON.encode([value])
        #expect(String(decoding: bytes, as: UTF8.self) == "[\"\(value.hex)\"]")
        #expect(try CanonicalJSON.decode([Fingerprint].self, from: bytes) == [value])
        #expect(throws: DecodingError.self) { try CanonicalJSON.decode([Fingerprint].self, from: #"["xyz"]"#.utf8) }
    }

    @Test("twelve digits tell two apart for people")
    func short() {
        let value = Fingerprint(of: "abc".utf8)
        #expect(value.short == "ba7816bf8f01")
        #expect(value.description == value.hex)
        #expect([value, Fingerprint(of: [UInt8]())].sorted().first == value)
    }
}
