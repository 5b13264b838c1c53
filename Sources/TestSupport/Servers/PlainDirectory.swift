import Foundation

/// A slapd with a configuration of the test's own, for directories that are not shaped like Active Directory.
public final class PlainDirectory: Sendable {
    /// Where it is, without TLS, for whatever can only read: a witness looks at each request.
    public var url: String { proxy.url }
    /// Where it listens itself, without TLS, for the tests' own changes.
    public let editorURL: String
    /// Where it listens with TLS, if its configuration names a certificate.
    public let secureURL: String

    private let process: Process
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
        process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/slapd")
        process.arguments = [
            "-f", file.path(percentEncoded: false), "-h", editorURL + (hasCertificate ? " \(secureURL)" : ""), "-d",
            "0",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try Self.wait(for: editorURL, process)
    }

    deinit {
        // Foundation starts programs with the signals of its own threads blocked: only this one arrives.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private struct NotStarted: Error {}

    /// Tries until somebody listens; ends when the process does.
    private static func wait(for url: String, _ process: Process) throws {
        while process.isRunning {
            let probe = Process()
            probe.executableURL = URL(filePath: "/usr/bin/ldapsearch")
            probe.arguments = ["-x", "-H", url, "-b", "", "-s", "base", "1.1"]
            probe.standardOutput = FileHandle.nullDevice
            probe.standardError = FileHandle.nullDevice
            try probe.run()
            probe.waitUntilExit()
            if probe.terminationStatus == 0 { return }
        }
        throw NotStarted()
    }
}
