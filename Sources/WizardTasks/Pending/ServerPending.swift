import Directory
import SyncRules

/// The pending exports of a real server, read from a file of `csexport`.
enum ServerPending {
    /// Reads a file; one that is damaged or something else is refused.
    static func read(_ path: String) throws -> SpaceExport {
        // 500,000 objects that are new have about as many bytes; the text is held whole while it is read.
        let bytes = try RuleFiles.bytes(of: path, called: "a file of csexport", atMost: SpaceExport.sizeLimit)
        do {
            return try SpaceExport.read(bytes)
        } catch {
            throw TaskError(.exportFile, "\(path), \(error) Nothing of it was taken.")
        }
    }

    /// The source anchor of an object: what its name stands for, or its attribute.
    static func anchor(of object: SpaceExport.Object) -> String {
        if let anchor = AnchorReading.all(of: object.dn).first, object.dn.lowercased().hasPrefix("cn={") {
            return anchor.anchor
        }
        return values(of: "sourceAnchor", in: object).first.map { String(decoding: $0, as: UTF8.self) } ?? object.dn
    }

    /// Who it is.
    static func label(of object: SpaceExport.Object) -> String {
        for name in ["userPrincipalName", "displayName", "mail", "commonName"] {
            if let value = values(of: name, in: object).first, !value.isEmpty { return ShownValue.text(value) }
        }
        return anchor(of: object)
    }

    private static func values(of name: String, in object: SpaceExport.Object) -> [[UInt8]] {
        let folded = name.lowercased()
        if let desired = object.desired?.first(where: { $0.key.lowercased() == folded })?.value { return desired }
        return object.changes.filter { $0.name.lowercased() == folded }.flatMap(\.values).filter { !$0.isRemoved }
            .map(\.bytes)
    }
}
