public import Foundation

/// The shapes in which a secret could have got somewhere: as it is, in Base64, hexadecimal, and as in URLs.
public struct SecretShapes: Sendable {
    /// Each shape once.
    public let all: Set<String>

    /// Writes a secret in every shape.
    public init(_ secret: String) {
        let bytes = Array(secret.utf8)
        let hexadecimal = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        let url = bytes.enumerated().map { index, byte in
            let character = Unicode.Scalar(byte)
            let isPlain = byte < 0x80 && (character.properties.isAlphabetic || ("0"..."9").contains(character))
            return isPlain ? String(character) : "%" + hexadecimal[index].uppercased()
        }
        all = [
            secret, Data(bytes).base64EncodedString(), hexadecimal.joined(), hexadecimal.joined().uppercased(),
            url.joined(), url.joined().replacing("%20", with: "+"),
        ]
    }

    /// Whether one of them is somewhere in the bytes.
    public func appear(in bytes: Data) -> Bool { all.contains { bytes.range(of: Data($0.utf8)) != nil } }
}
