import Crypto
import Foundation

/// The key by which names are replaced in what is given to others: equal names stay equal, and cannot be read.
///
/// Names are replaced by a part of their HMAC-SHA256 (RFC 2104). A plain hash would not do: whoever guesses a name
/// could hash it and compare.
public struct RedactionKey: Sendable {
    /// The fewest bytes of a key: what nobody guesses.
    public static let leastLength = 16

    private let key: SymmetricKey

    /// Takes a key's bytes; nothing when there are too few.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count >= Self.leastLength else { return nil }
        key = SymmetricKey(data: Array(bytes))
    }

    private init(_ key: SymmetricKey) { self.key = key }

    /// A new key from the system's source of chance.
    public static func random() -> RedactionKey { RedactionKey(SymmetricKey(size: .bits256)) }

    /// What stands for a text: `attr-3f9a1c2b07`.
    ///
    /// Ten digits: among ten thousand names, two look alike in one of twenty thousand reports. The kind is part of what
    /// is hashed, so that a class and an attribute of one name cannot be told to have it.
    public func pseudonym(_ kind: String, of text: String) -> String {
        "\(kind)-\(fingerprint(of: kind + "\u{0}" + text).hex.prefix(10))"
    }

    /// What stands for a fingerprint, or for anything else, in whole length.
    public func fingerprint(of text: String) -> Fingerprint {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key)
        return Fingerprint(wrapping: Array(code))
    }
}
