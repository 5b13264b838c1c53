public import Directory

/// The people and things of a forest, the same every time: for a demonstration, for tests, for files.
///
/// Not everybody is tidy: some have no address, some are disabled, some have no user principal name, two have an account in
/// every forest with the same mail.
public struct Population: Sendable {
    let forest: ForestBlueprint
    private let users: Int
    private let groups: Int
    private let contacts: Int
    private let computers: Int

    /// Chooses a forest and how many of each.
    public init(forest: ForestBlueprint, users: Int = 220, groups: Int = 30, contacts: Int = 25, computers: Int = 30) {
        self.forest = forest
        self.users = max(users, 1)
        self.groups = groups
        self.contacts = contacts
        self.computers = computers
    }

    /// The records for a server: parents before children, and what is referred to before what refers to it.
    public func records(for kind: ServerKind) -> [LDIFRecord] {
        let accounts = accounts()
        let records =
            units()
            + accounts.map { UserDraft(account: $0, kind: kind, forest: forest).record }
            + (0..<contacts).map(contact)
            + (0..<computers).map { computer($0, kind) }
            + GroupDrafts(forest: forest, accounts: accounts, count: groups).records(for: kind)
        guard kind == .slapd else { return records }
        let identity = StableIdentity(forest: forest.name)
        // A domain controller brings these itself, and a synchronization has to leave them out.
        return (BuiltInAccounts(forest: forest).records + records).enumerated().map { place, record in
            let isPrincipal = record.texts("objectClass").contains { $0 == "user" || $0 == "group" }
            let sid = BuiltInAccounts.relativeIdentifier(of: record) ?? 1103 + place
            return record.adding(
                [.init(name: "objectGUID", bytes: identity.guid(record.dn))]
                    + (isPrincipal ? [.init(name: "objectSid", bytes: identity.sid(sid))] : [])
            )
        }
    }

    /// What an Exchange administrator does after its schema is there: mailboxes for people, addresses for contacts.
    public func exchangeChanges() -> [(dn: String, values: [LDIFRecord.Value])] {
        let identity = StableIdentity(forest: forest.name)
        let mailboxes = accounts().filter { !$0.mail.isEmpty }.prefix(40).map { account in
            let isShared = account.number % 10 == 5
            let record = LDIFRecord(
                account.dn,
                [
                    "mailNickname": account.logonName, "msExchRecipientTypeDetails": isShared ? "4" : "1",
                    "msExchRecipientDisplayType": isShared ? "0" : "1073741824",
                    "extensionAttribute1": "cost centre \(100 + account.number % 7)",
                ]
            )
            let guid = LDIFRecord.Value(name: "msExchMailboxGuid", bytes: identity.guid("mailbox " + account.dn))
            return (dn: account.dn, values: record.adding([guid]).values)
        }
        let targets = (0..<contacts).prefix(10).map(contact).compactMap { record in
            record.texts("mail").first.map { mail in
                (dn: record.dn, values: LDIFRecord(record.dn, ["targetAddress": "SMTP:\(mail)"]).values)
            }
        }
        return mailboxes + targets
    }

    private func accounts() -> [Account] { Account.all(users, in: forest) }

    private func units() -> [LDIFRecord] {
        let base = forest.baseDN
        let units =
            ["People", "Groups", "Contacts", "Workstations"].map { ($0, base) }
            + People.departments.map { ($0, "OU=People,\(base)") }
        return units.map { name, parent in
            LDIFRecord(
                "OU=\(name),\(parent)",
                ["objectClass": "top", "objectClass": "organizationalUnit", "ou": name]
            )
        }
    }

    private func contact(_ number: Int) -> LDIFRecord {
        let person = People.person(1000 + number)
        let name = "\(person.displayName) (partner \(number + 1))"
        let mail =
            number % 8 == 7 ? "" : "\(person.slug).\(number + 1)@\(forest.netbiosName.lowercased()).partner.example"
        let rdn = RelativeDistinguishedName(type: "CN", value: name).description
        return LDIFRecord(
            "\(rdn),OU=Contacts,\(forest.baseDN)",
            [
                "objectClass": "top", "objectClass": "person", "objectClass": "organizationalPerson",
                "objectClass": "contact", "cn": name, "displayName": name, "givenName": person.givenName,
                "sn": person.surname, "mail": mail, "proxyAddresses": mail.isEmpty ? "" : "SMTP:\(mail)",
            ]
        )
    }

    private func computer(_ number: Int, _ kind: ServerKind) -> LDIFRecord {
        let digits = "\(number + 1)"
        let name = "PC-" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return LDIFRecord(
            "CN=\(name),OU=Workstations,\(forest.baseDN)",
            [
                "objectClass": "top", "objectClass": "person", "objectClass": "organizationalPerson",
                "objectClass": "user", "objectClass": "computer", "cn": name, "sAMAccountName": "\(name)$",
                "userAccountControl": "4096", "dNSHostName": "\(name.lowercased()).\(forest.name)",
                "operatingSystem": number % 5 == 0 ? "Ubuntu 24.04" : "Windows 11 Enterprise",
            ]
        )
    }
}
