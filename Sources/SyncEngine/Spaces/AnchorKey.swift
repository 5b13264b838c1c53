/// An anchor in 16 bytes, by which an import finds what is known of an object without holding its anchor.
///
/// A GUID is its own key. Anchors of other lengths are hashed with the store's key.
public struct AnchorKey: Sendable, Hashable {
    private let low: UInt64
    private let high: UInt64

    /// The key of an anchor.
    public init(_ anchor: [UInt8], _ digest: EntryDigest) {
        if anchor.count == 16 {
            (low, high) = anchor.withUnsafeBytes {
                ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            }
        } else {
            low = digest.digest(anchor)
            high = digest.digest(anchor + [0])
        }
    }
}
