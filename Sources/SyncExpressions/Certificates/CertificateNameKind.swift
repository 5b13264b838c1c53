import SwiftASN1
import X509

/// The names that `CertNameInfo` can be asked for, as .NET's `X509NameType` calls them.
enum CertificateNameKind: String, CaseIterable {
    case simpleName = "SimpleName"
    case emailName = "EmailName"
    case upnName = "UpnName"
    case dnsName = "DnsName"
    case dnsFromAlternativeName = "DnsFromAlternativeName"
    case urlName = "UrlName"

    /// The name; empty where the certificate has none of the kind.
    func name(in document: CertificateDocument, ofIssuer: Bool) -> String {
        let whole = ofIssuer ? document.issuer : document.subject
        let others = document.alternativeNames(ofIssuer: ofIssuer)
        let found: String? =
            switch self {
            case .simpleName: whole.simple
            case .emailName:
                others.firstText { if case .rfc822Name(let name) = $0 { name } else { nil } }
                    ?? whole.value(of: "1.2.840.113549.1.9.1")
            case .upnName: others.firstText(Self.principal)
            case .dnsName: others.firstText(Self.host) ?? whole.value(of: "2.5.4.3")
            case .dnsFromAlternativeName: others.firstText(Self.host)
            case .urlName: others.firstText { if case .uniformResourceIdentifier(let url) = $0 { url } else { nil } }
            }
        return found ?? ""
    }

    private static func host(_ name: GeneralName) -> String? {
        if case .dnsName(let name) = name { name } else { nil }
    }

    /// The user principal name, which Microsoft puts among the other names under a number of its own.
    private static func principal(_ name: GeneralName) -> String? {
        guard case .otherName(let other) = name, "\(other.typeID)" == "1.3.6.1.4.1.311.20.2.3", let value = other.value,
            let text = try? ASN1UTF8String(asn1Any: value)
        else { return nil }
        return String(text)
    }
}

extension [GeneralName] {
    fileprivate func firstText(_ text: (GeneralName) -> String?) -> String? { lazy.compactMap(text).first }
}
