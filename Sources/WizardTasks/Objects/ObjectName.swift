import CloudTenant
import Directory
import Foundation
import LDAPClient
import SyncEngine

/// What somebody calls an object: whatever it may be, in the order in which it is looked for.
struct ObjectName: Sendable {
    let text: String
    let readings: [AnchorReading]
    let dn: DistinguishedName?
    /// The security identifier that it is written as, `S-1-5-21-...`.
    let identifier: SecurityIdentifier?
    /// The account's short name, without that of its domain in front.
    let account: String
    /// Both in small letters.
    private let lowered: (text: String, account: String)

    init(_ text: String) {
        self.text = text
        readings = AnchorReading.all(of: text)
        dn = text.contains("=") ? DistinguishedName(text) : nil
        identifier = SecurityIdentifier(text.trimmingCharacters(in: .whitespaces))
        account = text.split(separator: "\\").count == 2 ? String(text.split(separator: "\\")[1]) : text
        lowered = (text.lowercased(), account.lowercased())
    }

    /// The attributes that people call objects by, those first that mean one alone.
    static let levels: [[AttributeName]] = [
        ["userPrincipalName"], ["mail", "proxyAddresses"], ["sAMAccountName", "accountName"],
        ["displayName", "cn", "commonName", "name"],
    ]

    /// Whether one of the values of attributes of a level is the name.
    func matches(_ level: [AttributeName], _ entry: Entry) -> Bool { wanted(level).isHeld(by: entry) }

    private func wanted(_ level: [AttributeName]) -> TenantQuestion.Name {
        .init(attributes: level, text: level.contains("sAMAccountName") ? lowered.account : lowered.text)
    }

    /// What the tenant is asked for to find the object.
    var question: TenantQuestion {
        TenantQuestion(id: text, anchors: readings.map(\.anchor), names: Self.levels.map(wanted))
    }

    /// Whether an entry may be meant, by its name or by a value of any level.
    func mayMean(_ entry: PackedEntry, _ table: AttributeTable) -> Bool {
        if let dn {
            if ASCII.lowercased(entry.dn) == ASCII.lowercased(text) { return true }
            if DistinguishedName(entry.dn)?.normalized == dn.normalized { return true }
        }
        if isIdentifier(of: entry, table) { return true }
        let entry = Entry(entry, table: table)
        return Self.levels.contains { matches($0, entry) }
    }

    /// Whether an object of a connector space is called so by its DN, its security identifier or its GUID, which no other object of
    /// its forest has.
    func isOwn(of object: ConnectorSpaceObject, _ table: AttributeTable) -> Bool {
        if let dn, DistinguishedName(object.entry.dn)?.normalized == dn.normalized { return true }
        if isIdentifier(of: object.entry, table) { return true }
        return readings.contains { $0.isOwn && $0.guid?.bytes == object.identity.anchor }
    }

    /// Whether the name is the security identifier that an entry of a forest has of itself.
    func isIdentifier(of entry: PackedEntry, _ table: AttributeTable) -> Bool {
        guard let identifier, let own = table.existing(ReferenceNames.ownIdentifier) else { return false }
        return entry.values(of: own).contains { $0.elementsEqual(identifier.bytes) }
    }

    /// Whether bytes are the GUID that the name may be.
    func isIdentity(_ bytes: [UInt8]) -> Bool { readings.contains { $0.guid?.bytes == bytes } }

    /// Whether a source anchor is one that the name may be.
    func isAnchor(_ anchor: String) -> Bool { readings.contains { $0.anchor == anchor } }

    /// What a server is asked for to find the object.
    var filter: SearchFilter {
        let texts: [AttributeName] = ["userPrincipalName", "mail", "displayName", "cn"]
        var identities: [SearchFilter] = readings.compactMap(\.guid).map { .equal("objectGUID", $0.bytes) }
        if let identifier { identities.append(.equal(ReferenceNames.ownIdentifier, identifier.bytes)) }
        return .any(
            identities
                + texts.map { .equal($0, text: text) }
                + [.equal("proxyAddresses", text: "smtp:" + text), .equal("sAMAccountName", text: account)]
        )
    }
}
