import Diagnostics
import Foundation
import LDAPClient

/// A server's certificate as people compare it.
struct CertificateReport: Report {
    struct Result: Encodable {
        let subject: String
        let issuer: String
        let begins: Date
        let ends: Date
        let names: [String]
        let fingerprint: String
        let file: String?
    }

    static let kind = "forest.certificate"
    let result: Result
    private let url: String

    init(_ certificate: ServerCertificate, url: String, file: String?) {
        self.url = url
        result = Result(
            subject: certificate.subject,
            issuer: certificate.issuer,
            begins: certificate.begins,
            ends: certificate.ends,
            names: certificate.names,
            fingerprint: certificate.fingerprint,
            file: file
        )
    }

    func text(_ style: Style) -> String {
        let form = Date.ISO8601FormatStyle(timeZone: .gmt).year().month().day()
        var table = TextTable([])
        for (title, value) in [
            ("for", result.names.joined(separator: ", ")), ("subject", result.subject), ("signed by", result.issuer),
            ("valid", "\(result.begins.formatted(form)) to \(result.ends.formatted(form))"),
            ("SHA-256", result.fingerprint),
        ] { table.add([title, value]) }
        guard let file = result.file else {
            return
                "\(Terminal.visible(url)) shows this certificate; whether it is the right one, only whoever runs the "
                + "server can say.\n" + table.text(style, indent: "  ")
                + "\nWhen the SHA-256 is the one that you were told, give it with --fingerprint to keep the certificate."
        }
        return style.good("Kept: ") + "use --ca-file \(ShownPath.text(file)) for this server.\n"
            + table.text(style, indent: "  ")
    }
}
