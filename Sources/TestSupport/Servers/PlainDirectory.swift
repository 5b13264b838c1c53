import Foundation

/// A slapd with a configuration of the test's own, for directories that are not shaped like Active Directory.
public final class PlainDirectory: Sendable {
    /// Where it listens, without TLS.
    public let url: String
    /// Where it listens with TLS, if its configuration names a certificate.
    public let secureURL: String

    private let process: Process
    private let folder: TemporaryFolder

    /// Starts it with lines of slapd.conf and waits until its port is open.
    public init(_ configuration: String, network: UInt8 = TestNetwork.next()) throws {
        folder = try TemporaryFolder()
        let address = "127.77.\(network).10"
        url = "ldap://\(address):3389"
        secureURL = "ldaps://\(address):3636"
        let hasCertificate = configuration.contains("TLSCertificateFile")
        let file = try folder.write(configuration, to: "slapd.conf")
        process = Process()
        process.executableURL = URL(filePath: "/usr/sbin/slapd")
        process.arguments = [
            "-f", file.path(percentEncoded: false), "-h", url + (hasCertificate ? " \(secureURL)" : ""), "-d", "0",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        try Self.wait(for: address, process)
    }

    deinit {
        // Foundation starts programs with the signals of its own threads blocked: only this one arrives.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    private struct NotStarted: Error {}

    /// Tries until somebody listens; ends when the process does.
    private static func wait(for address: String, _ process: Process) throws {
        while process.isRunning {
            let probe = Process()
            probe.executableURL = URL(filePath: "/usr/bin/ldapsearch")
            probe.arguments = ["-x", "-H", "ldap://\(address):3389", "-b", "", "-s", "base", "1.1"]
            probe.standardOutput = FileHandle.nullDevice
            probe.standardError = FileHandle.nullDevice
            try probe.run()
            probe.waitUntilExit()
            if probe.terminationStatus == 0 { return }
        }
        throw NotStarted()
    }
}
