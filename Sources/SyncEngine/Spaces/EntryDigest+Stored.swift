import Directory
import SyncRules

/// Fingerprints of what a synchronization makes, from values or from the bytes that a row holds.
///
/// One part is folded in after the other, each with its length: identity, class and entry of a metaverse object; connector,
/// metaverse object, class, source anchor and entry of an image.
extension EntryDigest {
    /// The fingerprint of parts that have been folded in, and one more; nothing before the first.
    public func folding(_ bytes: UnsafeRawBufferPointer, into parts: UInt64?) -> UInt64 {
        digest(bytes, seed: parts ?? first)
    }

    /// The fingerprint of a text that parts begin with.
    public func beginning(_ text: String) -> UInt64 { folding(text, into: first) }

    /// The fingerprint of a metaverse object.
    func digest(_ object: MetaverseObject) -> UInt64 {
        let identity = object.identifier.withBytes { folding($0, into: nil) }
        let seed = folding(object.objectClass.spelling, into: identity)
        return object.entry.bytes.withUnsafeBytes { folding($0, into: seed) }
    }

    /// The fingerprint of an image.
    func digest(_ image: ExportImage) -> UInt64 {
        let connector = beginning(image.connector.text)
        let owner = image.metaverse.withBytes { folding($0, into: connector) }
        let seed = folding(image.anchor, into: folding(image.objectClass.spelling, into: owner))
        return image.entry.bytes.withUnsafeBytes { folding($0, into: seed) }
    }

    private func folding(_ text: String, into parts: UInt64) -> UInt64 {
        var text = text
        return text.withUTF8 { folding(UnsafeRawBufferPointer($0), into: parts) }
    }
}
