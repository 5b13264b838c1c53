import Foundation

/// The lab's own certificate authority, and a certificate for each server.
struct LabCertificates: Sendable {
    private let folder: LabFolder
    private let openssl: Tool

    /// How long the lab's certificates are good, in days.
    private static let days = "365"

    init(_ folder: LabFolder) throws(LabError) {
        self.folder = folder
        openssl = try Tool("openssl", package: "openssl")
    }

    /// Makes the authority, unless there is one.
    func prepare() async throws {
        guard !FileManager.default.fileExists(atPath: folder.authority) else { return }
        try LabFolder.make(folder.certificates)
        try await openssl.run(
            key(folder.certificates + "/ca.key") + [
                "-x509", "-days", Self.days, "-subj", "/CN=Dryad lab", "-out", folder.authority,
            ],
            to: "make the lab's certificate authority"
        )
    }

    /// Makes a certificate for a server, signed by the authority, for a name and an address.
    func issue(for host: String, address: String, into path: String) async throws {
        try LabFolder.write("subjectAltName=DNS:\(host),IP:\(address)\n", to: path + "/server.ext")
        try await openssl.run(
            key(path + "/server.key") + ["-subj", "/CN=\(host)", "-out", path + "/server.csr"],
            to: "make a key for \(host)"
        )
        try await openssl.run(
            [
                "x509", "-req", "-in", path + "/server.csr", "-CA", folder.authority, "-CAkey",
                folder.certificates + "/ca.key", "-CAcreateserial", "-days", Self.days, "-extfile",
                path + "/server.ext",
                "-out", path + "/server.pem",
            ],
            to: "sign a certificate for \(host)"
        )
        chmod(path + "/server.key", 0o600)
    }

    private func key(_ path: String) -> [String] {
        ["req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", path]
    }
}
