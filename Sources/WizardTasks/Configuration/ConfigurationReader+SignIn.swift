import Diagnostics
import LDAPClient
import Yams

extension ConfigurationReader {
    /// Tickets in place of a password.
    mutating func kerberos(_ node: Node) -> ForestConfiguration.Kerberos? {
        let source: KerberosAccount.Source
        switch (text(node, "keytab"), text(node, "ticketCache")) {
        case (nil, nil): return nil
        case (let path?, nil): source = .keytab(path)
        case (nil, let path?): source = .ticketCache(path)
        default:
            report("CFG020", "tickets come from a keytab or from a ticketCache, one of them", node["keytab"])
            return nil
        }
        var kerberos = ForestConfiguration.Kerberos(source: source)
        if let name = text(node, "mechanism") {
            if let mechanism = KerberosAccount.Mechanism(rawValue: name) {
                kerberos.mechanism = mechanism
            } else {
                let known = KerberosAccount.Mechanism.allCases.map(\.rawValue).joined(separator: " or ")
                report("CFG021", "mechanism is \(known)", node["mechanism"])
            }
        }
        return kerberos
    }

    /// A certificate in place of a password.
    mutating func clientCertificate(_ node: Node) -> ClientCertificate? {
        switch (text(node, "clientCertificate"), text(node, "clientKey")) {
        case (nil, nil): return nil
        case (let file?, let key?): return ClientCertificate(file: file, keyFile: key)
        default:
            report("CFG022", "clientCertificate and clientKey go together", node)
            return nil
        }
    }
}
