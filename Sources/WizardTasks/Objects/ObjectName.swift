import Directory
import LDAPClient
import SyncEngine

/// What somebody calls an object: whatever it may be, in the order in which it is looked for.
struct ObjectName: Sendable {
    let text: String
    let readings: [AnchorReading]
    let dn: DistinguishedName?
    /// The account's short name, without that of its domain in front.
    let account: String

    init(_ text: String) {
        self.text = text
        readings = AnchorReading.all(of: text)
        dn = text.contains("=") ? DistinguishedName(text) : nil
        account = text.split(separator: "\\").count == 2 ? String(text.split(separator: "\\")[1]) : text
    }

    /// The attributes that people call objects by, those first that mean one alone.
    static let levels: [[AttributeName]] = [
        ["userPrincipalName"], ["mail", "proxyAddresses"], ["sAMAccountName", "accountName"],
        ["displayName", "cn", "commonName", "name"],
    ]

    /// Whether one of the values of attributes of a level is the name.
    func matches(_ level: [AttributeName], _ entry: Entry) -> Bool {
        let wanted = level.contains("sAMAccountName") ? account.lowercased() : text.lowercased()
        return level.contains { attribute in
            entry.texts(attribute).contains { value in
                let value = value.lowercased()
                return value == wanted || (attribute == "proxyAddresses" && value == "smtp:" + wanted)
            }
        }
    }

    /// What a server is asked for to find the object.
    var filter: SearchFilter {
        let texts: [AttributeName] = ["userPrincipalName", "mail", "displayName", "cn"]
        return .any(
            readings.compactMap(\.guid).map { .equal("objectGUID", $0.bytes) }
                + texts.map { .equal($0, text: text) }
                + [.equal("proxyAddresses", text: "smtp:" + text), .equal("sAMAccountName", text: account)]
        )
    }
}
