import Foundation

/// A slapd with a configuration of the test's own, for directories that are not shaped like Active Directory.
public final class PlainDirectory: Sendable {
    /// Where it is, without TLS, for whatever can only read: a witness looks at each request.
    public var url: String { proxy.url }
    /// Where it listens itself, without TLS, for the tests' own changes.
    public let editorURL: String
    /// Where it listens with TLS, if its configuration names a certificate.
    public let secureURL: String

    private let process: StartedProgram
    private let proxy: RecordingProxy
    private let folder: TemporaryFolder

    /// Starts it with lines of slapd.conf and waits until its port is open.
    public init(_ configuration: String, network: UInt8 = TestNetwork.next()) throws {
        folder = try TemporaryFolder()
        let address = "127.77.\(network).10"
        editorURL = "ldap://\(address):3390"
        secureURL = "ldaps://\(address):3636"
        proxy = try RecordingProxy(before: address, 3390, at: address, 3389)
        let hasCertificate = configuration.contains("TLSCertificateFile")
        let file = try folder.write(configuration, to: "slapd.conf")
        process = try StartedProgram(
            "/usr/sbin/slapd",
            [
                "-f", file.path(percentEncoded: false), "-h", editorURL + (hasCertificate ? " \(secureURL)" : ""),
                "-d", "0",
            ]
        )
        try Self.wait(for: editorURL, process)
    }

    deinit {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private struct NotStarted: Error {}

    /// Tries until somebody listens; ends when the process does.
    private static func wait(for url: String, _ process: StartedProgram) throws {
        while process.isRunning {
            let probe = try StartedProgram("/usr/bin/ldapsearch", ["-x", "-H", url, "-b", "", "-s", "base", "1.1"])
            if probe.terminationStatus == 0 { return }
        }
        throw NotStarted()
    }
}
