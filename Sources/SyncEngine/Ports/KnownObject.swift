/// What a store tells an import of an object that it knows: enough to see whether the object has changed.
public struct KnownObject: Sendable, Hashable {
    /// Its number in the store.
    public let number: Int64
    /// Its anchor.
    public let anchor: AnchorKey
    /// The fingerprint of its class and entry.
    public let digest: UInt64

    /// Puts the parts together.
    public init(number: Int64, anchor: AnchorKey, digest: UInt64) {
        self.number = number
        self.anchor = anchor
        self.digest = digest
    }
}
