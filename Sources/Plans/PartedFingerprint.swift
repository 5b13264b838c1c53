import Crypto

/// Makes the fingerprint of a state that is told part by part, so that nobody has to hold all of it.
///
/// Each part counts with its length: what is told in other parts has another fingerprint.
public struct PartedFingerprint {
    /// So many bytes are gathered before they are hashed: parts are short, and each call costs as much as a hundred bytes.
    private static let most = 65_536

    private var hash = SHA256()
    private var gathered: [UInt8] = []

    /// Begins with nothing.
    public init() {}

    /// Tells a number.
    public mutating func add(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { gathered.append(contentsOf: $0) }
        if gathered.count >= Self.most { take() }
    }

    /// Tells bytes.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        add(bytes.count)
        gathered.append(contentsOf: bytes)
        if gathered.count >= Self.most { take() }
    }

    /// Tells bytes.
    public mutating func add(_ bytes: ArraySlice<UInt8>) { bytes.withUnsafeBytes { add($0) } }

    /// Tells a text.
    public mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
    }

    /// The fingerprint of everything that was told.
    public mutating func finish() -> Fingerprint {
        take()
        return Fingerprint(wrapping: Array(hash.finalize()))
    }

    private mutating func take() {
        hash.update(data: gathered)
        gathered.removeAll(keepingCapacity: true)
    }
}
