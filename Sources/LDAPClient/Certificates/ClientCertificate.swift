/// The files of a certificate that proves who this side is (RFC 4513 section 5.2.3, SASL EXTERNAL).
public struct ClientCertificate: Sendable, Hashable, Codable {
    /// The certificate, with those that signed it where the server needs them, PEM.
    public let file: String
    /// Its key, PEM; nobody else may read it.
    public let keyFile: String

    /// Names the files.
    public init(file: String, keyFile: String) {
        self.file = file
        self.keyFile = keyFile
    }
}
