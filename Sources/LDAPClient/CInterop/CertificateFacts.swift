/// What a person needs to know of a certificate that was refused: the names it is for.
///
/// A small reader of DER that looks only for the extension with alternative names (RFC 5280 section 4.2.1.6).
struct CertificateFacts {
    /// DNS names and addresses, as text.
    let names: [String]

    init(der: [UInt8]) {
        let marker: [UInt8] = [0x06, 0x03, 0x55, 0x1D, 0x11]
        guard let start = Self.find(marker, in: der) else {
            names = []
            return
        }
        var position = start + marker.count
        if position < der.count, der[position] == 0x01 { position += 3 }
        guard let octets = Self.element(der, at: position), octets.tag == 0x04,
            let list = Self.element(der, at: octets.content.lowerBound), list.tag == 0x30
        else {
            names = []
            return
        }
        var found: [String] = []
        position = list.content.lowerBound
        while position < list.content.upperBound, let name = Self.element(der, at: position) {
            if name.tag == 0x82 { found.append(String(decoding: der[name.content], as: UTF8.self)) }
            if name.tag == 0x87, name.content.count == 4 {
                found.append(der[name.content].map { String($0) }.joined(separator: "."))
            }
            position = name.content.upperBound
        }
        names = found
    }

    /// Whether one of the names is this host, wildcards for one label included.
    func covers(_ host: String) -> Bool {
        let host = host.lowercased()
        return names.contains { name in
            let name = name.lowercased()
            guard name.hasPrefix("*.") else { return name == host }
            return host.split(separator: ".").dropFirst().joined(separator: ".") == name.dropFirst(2)
        }
    }

    private static func find(_ marker: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= marker.count else { return nil }
        return (0...(bytes.count - marker.count)).first { bytes[$0..<$0 + marker.count].elementsEqual(marker) }
    }

    private static func element(_ bytes: [UInt8], at position: Int) -> (tag: UInt8, content: Range<Int>)? {
        guard position + 1 < bytes.count else { return nil }
        var length = Int(bytes[position + 1])
        var start = position + 2
        if length & 0x80 != 0 {
            let count = length & 0x7F
            guard count > 0, count <= 3, start + count <= bytes.count else { return nil }
            length = bytes[start..<start + count].reduce(0) { $0 << 8 | Int($1) }
            start += count
        }
        guard start + length <= bytes.count else { return nil }
        return (bytes[position], start..<start + length)
    }
}
