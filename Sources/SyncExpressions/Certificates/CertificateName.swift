import Directory
import SwiftASN1
import X509

/// The name of a certificate's subject or issuer, written as Windows writes it.
///
/// The most specific part stands first, parts are separated by a comma and a blank, and a value with a special character
/// stands in quotes; RFC 4514 writes these differently.
struct CertificateName: Sendable {
    private let parts: [[(type: String, value: String)]]

    init(_ name: X509.DistinguishedName) {
        parts = name.reversed().map { part in
            part.map { (type: "\($0.type)", value: Self.text($0.value)) }
        }
    }

    private static let labels = [
        "2.5.4.3": "CN", "2.5.4.4": "SN", "2.5.4.5": "SERIALNUMBER", "2.5.4.6": "C", "2.5.4.7": "L", "2.5.4.8": "S",
        "2.5.4.9": "STREET", "2.5.4.10": "O", "2.5.4.11": "OU", "2.5.4.12": "T", "2.5.4.42": "G", "2.5.4.43": "I",
        "0.9.2342.19200300.100.1.25": "DC", "1.2.840.113549.1.9.1": "E",
    ]

    /// The whole name.
    var text: String {
        parts.map { part in
            part.map { (Self.labels[$0.type] ?? "OID." + $0.type) + "=" + Self.quoted($0.value) }
                .joined(separator: " + ")
        }.joined(separator: ", ")
    }

    /// The first value of a type, from the most specific part on.
    func value(of type: String) -> String? { parts.joined().first { $0.type == type }?.value }

    /// What a person would call it: the common name, or else the unit, the organization, the address.
    var simple: String? {
        for type in ["2.5.4.3", "2.5.4.11", "2.5.4.10", "1.2.840.113549.1.9.1"] {
            if let value = value(of: type) { return value }
        }
        return parts.joined().first?.value
    }

    private static func quoted(_ value: String) -> String {
        let isSpecial = value.unicodeScalars.contains { ",+=\"\n<>#;".unicodeScalars.contains($0) }
        guard isSpecial || value.isEmpty || value.hasPrefix(" ") || value.hasSuffix(" ") else { return value }
        // Scalar by scalar: a quote that carries a mark is a quote all the same.
        return "\"" + value.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
    }

    private static func text(_ value: X509.RelativeDistinguishedName.Attribute.Value) -> String {
        if let text = String(value) { return text }
        let encoded = ASN1Any(value)
        if let wide = try? ASN1BMPString(asn1Any: encoded) {
            let bytes = Array(wide.bytes)
            let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
                UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
            }
            return String(decoding: units, as: UTF16.self)
        }
        if let old = try? ASN1TeletexString(asn1Any: encoded) { return String(decoding: old.bytes, as: UTF8.self) }
        var serializer = DER.Serializer()
        guard (try? serializer.serialize(encoded)) != nil else { return "" }
        return "#" + ASCII.hex(serializer.serializedBytes)
    }
}
