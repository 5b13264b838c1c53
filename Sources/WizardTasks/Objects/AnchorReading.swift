import Directory
import Foundation

/// One way to read a text that may be an anchor.
struct AnchorReading: Sendable, Hashable {
    /// What the text was taken for.
    let kind: String
    /// The bytes of an `objectGUID`, where it is one.
    let guid: ObjectGUID?
    /// The source anchor as text.
    let anchor: String
    /// Whether it is the GUID of one object itself; a source anchor is that of all objects that are joined.
    let isOwn: Bool

    /// Every way to read a text, the most likely first; never none, since a source anchor may be any text.
    static func all(of text: String) -> [AnchorReading] {
        let text = text.trimmingCharacters(in: .whitespaces)
        if let inner = inside(text, "<guid=", ">") {
            let found = guids(inner)
            if !found.isEmpty { return found }
        }
        if let name = tenantName(text) { return [name] }
        let found = guids(text)
        if !found.isEmpty { return found }
        if let bytes = escaped(text) { return reading("LDAP filter", bytes) }
        if let bytes = base64(text) { return reading("immutable id (base64)", bytes, isOwn: false) }
        return [AnchorReading(kind: "source anchor", guid: nil, anchor: text)]
    }

    private init(kind: String, guid: ObjectGUID?, anchor: String, isOwn: Bool = false) {
        (self.kind, self.guid, self.anchor, self.isOwn) = (kind, guid, anchor, isOwn)
    }

    private init(_ kind: String, _ guid: ObjectGUID, isOwn: Bool = true) {
        self.init(kind: kind, guid: guid, anchor: Data(guid.bytes).base64EncodedString(), isOwn: isOwn)
    }

    private static func reading(_ kind: String, _ bytes: [UInt8], isOwn: Bool = true) -> [AnchorReading] {
        ObjectGUID(bytes: bytes).map { [AnchorReading(kind, $0, isOwn: isOwn)] } ?? []
    }

    /// 32 hexadecimal digits are the stored bytes or a GUID without its dashes; nobody can tell which.
    private static func guids(_ text: String) -> [AnchorReading] {
        if text.contains("-"), let guid = ObjectGUID(text), text.filter({ $0 == "-" }).count == 4 {
            return [AnchorReading("GUID", guid)]
        }
        let digits = text.lowercased().hasPrefix("0x") ? String(text.dropFirst(2)) : text.filter { !" {}".contains($0) }
        guard let bytes = ASCII.bytes(hex: digits) else { return [] }
        guard bytes.count == 16 else {
            // The digits of a connector space name without its CN={…}.
            guard bytes.count >= 8, let anchor = String(validating: bytes, as: UTF8.self),
                anchor.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value < 0x7F })
            else { return [] }
            return [named("hexadecimal source anchor", anchor)]
        }
        let stored = reading("hexadecimal, as stored (little-endian)", bytes)
        guard !text.lowercased().hasPrefix("0x"), let guid = ObjectGUID(digits) else { return stored }
        let plain = AnchorReading("GUID without dashes", guid)
        return text.hasPrefix("{") ? [plain] + stored : stored + [plain]
    }

    /// `CN={…}`, the name of an object in the tenant's connector space.
    private static func tenantName(_ text: String) -> AnchorReading? {
        guard let digits = inside(text, "cn={", "}"), let bytes = ASCII.bytes(hex: digits),
            let anchor = String(validating: bytes, as: UTF8.self), !anchor.isEmpty
        else { return nil }
        return named("name in the tenant's connector space", anchor)
    }

    private static func named(_ kind: String, _ anchor: String) -> AnchorReading {
        AnchorReading(kind: kind, guid: base64(anchor).flatMap { ObjectGUID(bytes: $0) }, anchor: anchor)
    }

    private static func inside(_ text: String, _ start: String, _ end: String) -> String? {
        guard text.lowercased().hasPrefix(start), text.hasSuffix(end) else { return nil }
        return String(text.dropFirst(start.count).dropLast(end.count))
    }

    /// `\a1\b2…`, sixteen times.
    private static func escaped(_ text: String) -> [UInt8]? {
        guard text.hasPrefix("\\") else { return nil }
        let parts = text.dropFirst().split(separator: "\\", omittingEmptySubsequences: false)
        guard parts.count == 16, parts.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
        return ASCII.bytes(hex: parts.joined())
    }

    private static func base64(_ text: String) -> [UInt8]? {
        guard text.utf8.count == 24, let data = Data(base64Encoded: text), data.count == 16 else { return nil }
        return Array(data)
    }
}
