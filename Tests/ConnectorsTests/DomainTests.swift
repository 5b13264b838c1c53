import Directory
import LDAPClient
import SyncEngine
import SyncRules
import Testing

@testable import Connectors

@Suite("The domains of a forest")
struct DomainTests {
    private let table = AttributeTable()

    private func reference(_ values: KeyValuePairs<AttributeName, String>) -> Entry {
        var packer = EntryPacker()
        let record = LDIFRecord(
            dn: "CN=x,CN=Partitions,CN=Configuration,DC=a",
            values: values.map { .init(name: $0.key, bytes: Array($0.value.utf8)) }
        )
        return Entry(record.packed(with: &packer, table: table), table: table)
    }

    @Test("a crossRef object is a domain's by its flags; others are of other naming contexts")
    func crossReferences() {
        let domain = ForestDomain(
            crossReference: reference([
                "nCName": "DC=emea,DC=a", "dnsRoot": "EMEA.a", "nETBIOSName": "EMEA", "systemFlags": "3",
            ])
        )
        #expect(domain == ForestDomain(name: "DC=emea,DC=a", dnsName: "emea.a", netbios: "EMEA"))
        for flags in ["1", "5", "", "x"] {
            #expect(ForestDomain(crossReference: reference(["nCName": "CN=Schema", "systemFlags": flags])) == nil)
        }
        #expect(ForestDomain(crossReference: reference(["nCName": "DC=b", "systemFlags": "7"]))?.dnsName == "b")
        #expect(ForestDomain(crossReference: reference(["systemFlags": "3"])) == nil)
        let planned = reference(["nCName": "DC=b", "systemFlags": "3", "enabled": "FALSE"])
        #expect(ForestDomain(crossReference: planned) == nil)
    }

    @Test("the server's own domain is among them once, under the server's name for it")
    func own() {
        let references = [
            ForestDomain(name: "DC=Emea,DC=A", netbios: "E"), ForestDomain(name: "dc=a", netbios: "CONTOSO"),
        ]
        let domains = ForestDomains(own: "DC=a", root: "DC=a", references: references)
        #expect(domains.domains.map(\.name) == ["DC=Emea,DC=A", "DC=a"])
        #expect(domains.own == ForestDomain(name: "DC=a", netbios: "CONTOSO"))
        #expect(ForestDomains(own: "DC=a", root: "DC=a", references: []).domains.map(\.name) == ["DC=a"])
        #expect(references[0].called(asIn: ["dc=x", "dc=emea, dc=a"]).name == "dc=emea, dc=a")
        #expect(references[0].called(asIn: []).name == "DC=Emea,DC=A")
    }

    @Test("parameters of rules are those of an object's own domain")
    func parameters() {
        let references = [ForestDomain(name: "DC=emea,DC=a", netbios: "EUROPE")]
        let parameters = ForestDomains(own: "DC=a", root: "DC=a", references: references).parameters(.init("x"))
        #expect(parameters.values["Domain.FQDN"] == "a" && parameters.values["Domain.Netbios"] == "A")
        let other = parameters.partitions["dc=emea,dc=a"]
        #expect(other?["Domain.FQDN"] == "emea.a" && other?["Domain.Netbios"] == "EUROPE")
        #expect(other?["Domain.LDAP"] == "DC=emea,DC=a" && other?["Forest.FQDN"] == nil)
    }

    @Test("a domain's server is the one that is named, or found, or the one that was asked, or none")
    func servers() throws {
        let endpoint = { (url: String) in LDAPEndpoint(url: try #require(LDAPURL(url))) }
        let (asked, other, named) = (try endpoint("ldaps://r1"), try endpoint("ldaps://r2"), try endpoint("ldaps://e"))
        let domains = ForestDomains(
            own: "DC=a",
            root: "DC=a",
            references: ["emea", "apac", "held"].map { ForestDomain(name: "DC=\($0),DC=a") }
        )
        let view = ForestView(server: asked, namingContexts: ["DC=a", "dc=HELD,dc=a"], domains: domains)
        let forest = LDAPServerList([other, asked])
        let servers = DomainServers(named: ["EMEA.a": named], excluded: ["Apac.A"])
        let list = { (name: String, forest: LDAPServerList) in
            servers.list(for: ForestDomain(name: name), in: view, of: forest)
        }
        #expect(list("DC=a", forest)?.servers == [asked, other, asked])
        #expect(list("DC=emea,DC=a", forest)?.servers == [named])
        #expect(list("DC=held,DC=a", forest)?.servers == [asked])
        #expect(list("DC=apac,DC=a", forest) == nil)
        let discovering = LDAPServerList([other], discovery: ServerDiscovery(domain: "a", like: other))
        #expect(list("DC=a", discovering)?.discovery?.domain == "a")
        #expect(list("DC=emea,DC=a", discovering)?.servers == [named])
        #expect(list("DC=apac,DC=a", discovering)?.servers == [])
        #expect(list("DC=apac,DC=a", discovering)?.discovery?.domain == "apac.a")
        #expect(servers.excludes(ForestDomain(name: "DC=apac,DC=a")))
        #expect(!servers.excludes(ForestDomain(name: "DC=a")))
    }
}
