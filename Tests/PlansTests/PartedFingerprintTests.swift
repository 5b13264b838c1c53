import Plans
import Testing

@Suite("Fingerprints that are told part by part")
struct PartedFingerprintTests {
    private func fingerprint(_ texts: [String]) -> Fingerprint {
        var parts = PartedFingerprint()
        for text in texts { parts.add(text) }
        return parts.finish()
    }

    @Test("the same parts have the same fingerprint, and others have others")
    func parts() {
        let all = [[], [""], ["", ""], ["a"], ["a", "b"], ["b", "a"], ["ab"], ["a", "", "b"]]
        let prints = all.map(fingerprint)
        #expect(Set(prints).count == all.count)
        #expect(all.map(fingerprint) == prints)
    }

    @Test("what is told in whatever lengths counts to the last byte", arguments: [65_527, 65_528, 65_529, 200_000])
    func long(_ count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        func fingerprint(_ bytes: [UInt8]) -> Fingerprint {
            var parts = PartedFingerprint()
            for _ in 0..<3 { parts.add(bytes[...]) }
            parts.add(7)
            return parts.finish()
        }
        let print = fingerprint(bytes)
        #expect(fingerprint(bytes) == print)
        for place in [0, count / 2, count - 1] {
            var other = bytes
            other[place] = 2
            #expect(fingerprint(other) != print)
        }
        #expect(fingerprint(Array(bytes.dropLast())) != print)
    }
}
