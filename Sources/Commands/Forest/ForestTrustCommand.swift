import ArgumentParser
import Foundation
import WizardTasks

/// The command `dryad forest trust`.
struct ForestTrustCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Show the certificate of a server that nobody vouches for, and keep it when it is the right one.",
        discussion: """
            The certificate of the authority that signed it is better: give that one with --ca-file. Where there is none, \
            ask whoever runs the server for the certificate's SHA-256, compare it with what this command shows, and give \
            it back with --fingerprint: the certificate is then written into a file for --ca-file.
            """
    )

    @Argument(help: "Where the server is: ldaps://host.")
    var url: String
    @Option(help: "The SHA-256 of the certificate that you have compared.")
    var fingerprint: String?
    @Option(name: .customLong("to"), help: "The file to write; HOST.pem unless it is given.")
    var file: String?
    @Flag(name: .customLong("start-tls"), help: "Begin TLS on a plain connection.")
    var startsTLS = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let task = try TrustServer(url, startsTLS: startsTLS)
        guard let fingerprint else {
            try output.show(CertificateReport(try await task.look(), url: url, file: nil))
            throw OutcomeCode.pending
        }
        let path = URL(filePath: file ?? "\(task.host).pem").standardizedFileURL.path(percentEncoded: false)
        let certificate = try await task.keep(fingerprint: fingerprint, in: path)
        try output.show(CertificateReport(certificate, url: url, file: path))
    }
}
