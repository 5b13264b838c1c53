import Directory
import Testing

@testable import Lab

@Suite("The people of a forest")
struct PopulationTests {
    static let forests = Lab.standardForests

    @Test(
        "parents come before children, and what is referred to before what refers to it",
        arguments: forests,
        ServerKind.allCases
    )
    func order(_ name: String, _ kind: ServerKind) throws {
        let forest = ForestBlueprint(name: name)
        // A domain controller has its own containers.
        var seen = Set(forest.frameRecords().compactMap { DistinguishedName($0.dn) })
        for record in Population(forest: forest).records(for: kind) {
            let dn = try #require(DistinguishedName(record.dn), "\(record.dn)")
            #expect(seen.contains(try #require(dn.parent)), "\(record.dn) comes before its parent")
            #expect(seen.insert(dn).inserted, "\(record.dn) twice")
            for target in record.texts("manager") + record.texts("member") {
                #expect(seen.contains(try #require(DistinguishedName(target))), "\(record.dn) refers to \(target)")
            }
        }
    }

    @Test(
        "what must be unique is",
        arguments: forests,
        ["sAMAccountName", "userPrincipalName", "proxyAddresses", "objectGUID", "objectSid"]
    )
    func unique(_ name: String, _ attribute: String) {
        let records = Population(forest: ForestBlueprint(name: name)).records(for: .slapd)
        let values = records.flatMap { record in
            record.values.filter { $0.name == AttributeName(attribute) }.map(\.bytes)
        }
        #expect(values.count > 100)
        #expect(Set(values).count == values.count)
    }

    @Test("a logon name fits (MS-ADA3: 20 characters) and an address is ASCII")
    func names() {
        for name in Self.forests {
            for record in Population(forest: ForestBlueprint(name: name)).records(for: .samba) {
                for logon in record.texts("sAMAccountName") { #expect(logon.count <= 20 && !logon.isEmpty, "\(logon)") }
                for mail in record.texts("mail") {
                    #expect(mail.utf8.allSatisfy { $0 < 128 } && !mail.hasPrefix("@"), "\(mail)")
                }
                for cn in record.texts("cn") { #expect(cn.count <= 64, "\(cn)") }
            }
        }
    }

    @Test("two people work in every forest, with the same mail")
    func shared() {
        let mails = Self.forests.map { name in
            Set(Population(forest: ForestBlueprint(name: name)).records(for: .slapd).flatMap { $0.texts("mail") })
        }
        #expect(mails[0].intersection(mails[1]).count == 2)
    }

    @Test("it is the same every time, and a domain controller makes its own identifiers")
    func same() {
        let population = Population(forest: ForestBlueprint(name: "contoso.test"), users: 20)
        #expect(population.records(for: .slapd) == population.records(for: .slapd))
        #expect(
            !population.records(for: .samba).contains {
                !$0.texts("objectGUID").isEmpty || !$0.texts("objectSid").isEmpty
            }
        )
    }

    @Test("mailboxes are for entries that are there and use what Exchange brings")
    func exchange() throws {
        let forest = ForestBlueprint(name: "fabrikam.test", features: [.exchange])
        let population = Population(forest: forest)
        let names = Set(population.records(for: .slapd).map(\.dn))
        let brought = Set(try forest.additions(of: .exchange).records.flatMap { $0.texts("lDAPDisplayName") })
        let changes = population.exchangeChanges()
        #expect(changes.count > 40)
        for change in changes {
            #expect(names.contains(change.dn))
            #expect(change.values.allSatisfy { brought.contains($0.name.spelling) })
        }
    }
}
