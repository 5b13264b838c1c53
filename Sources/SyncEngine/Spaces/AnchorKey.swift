/// An anchor in 16 bytes, by which an import finds what is known of an object without holding its anchor.
///
/// A GUID is its own key. Anchors of other lengths are hashed with the store's key.
public struct AnchorKey: Sendable, Hashable {
    private let low: UInt64
    private let high: UInt64

    /// The key of an anchor.
    public init(_ anchor: [UInt8], _ digest: EntryDigest) {
        self = anchor.withUnsafeBytes { AnchorKey($0, digest) }
    }

    /// The key of an anchor where it lies.
    public init(_ anchor: UnsafeRawBufferPointer, _ digest: EntryDigest) {
        if anchor.count == 16 {
            low = anchor.loadUnaligned(as: UInt64.self)
            high = anchor.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        } else {
            let bytes = Array(anchor)
            low = digest.digest(bytes)
            high = digest.digest(bytes + [0])
        }
    }

    /// Bits of which the upper ones say where to look for it; they are as good as the factors were drawn.
    func scattered(by factors: (UInt64, UInt64)) -> UInt64 { low &* factors.0 &+ high &* factors.1 }
}
