import Directory
import DirectorySchema
import Foundation
import MarkupReading
import TestSupport
import Testing

@Suite("The schema that a connector's exported file keeps")
struct ConnectorExportReaderTests {
    @Test("a forest's file and the cloud's, whose prefixes differ", arguments: ["forest", "cloud"])
    func golden(_ name: String) throws {
        let schema = try ConnectorExportReader.read(ConnectorExportFixture.bytes(name))
        try GoldenFile("Schema/connector-export-\(name).txt").compare(ConnectorExportFixture.listing(schema))
        #expect(schema.snapshot.unreadable.isEmpty)
    }

    @Test("a file that was cut is an error, wherever it was cut", arguments: ["forest", "cloud"])
    func truncated(_ name: String) throws {
        let bytes = try ConnectorExportFixture.bytes(name)
        for count in bytes.indices {
            #expect(throws: MarkupError.self, "\(count) bytes") { try ConnectorExportReader.read(bytes[..<count]) }
        }
    }

    @Test(
        "the schema is the same in each wrapper",
        arguments: [
            ("", ""), ("<saved-ma-configuration><ma-data><schema>", "</schema></ma-data></saved-ma-configuration>"),
            ("<ma-data><schema>", "</schema></ma-data>"), ("<mv-data><schema>", "</schema></mv-data>"),
            ("<saved-mv-configuration><mv-data><schema>", "</schema></mv-data></saved-mv-configuration>"),
        ]
    )
    func wrappers(_ before: String, _ after: String) throws {
        let schema = try ConnectorExportFixture.read(before + ConnectorExportFixture.document(Self.least) + after)
        #expect(schema.snapshot.attributes.map(\.name) == ["cn"])
        #expect(schema.name == nil && schema.identifier == nil && schema.category == nil)
    }

    @Test("further names are aliases, and an OID is taken where there is one")
    func names() throws {
        let schema = try ConnectorExportFixture.read(
            ConnectorExportFixture.document(
                """
                <attribute-type id="a"><name> sn </name><name>surname</name><object-identifier>2.5.4.4</object-identifier>
                <syntax> 1.3.6.1.4.1.1466.115.121.1.15 </syntax></attribute-type>
                """
            )
        )
        let attribute = try #require(schema.snapshot.attribute("sn"))
        #expect(attribute.aliases == ["surname"])
        #expect(attribute.oid == OID("2.5.4.4"))
        #expect(attribute.syntax?.name == "text")
    }

    @Test(
        "what holds no schema is an error with words",
        arguments: [
            ("<ma-data/>", "There is no schema in it."),
            ("<ma-data><schema><dsml><directory-schema/></dsml></schema></ma-data>", "There is no schema in it."),
            ("<synchronizationRule/>", "A connector's file does not begin with <synchronizationRule>."),
            ("<dsml/>", "A connector's file does not begin with <dsml>."),
            (ConnectorExportFixture.document(""), "The schema in it defines nothing."),
            (
                "<ma-data>\(ConnectorExportFixture.document(least))</ma-data>",
                "A schema stands where none is expected."
            ),
            (
                "<ma-data><schema>\(ConnectorExportFixture.document(least))"
                    + "\(ConnectorExportFixture.document(least))</schema></ma-data>",
                "There is a second schema in it."
            ),
        ]
    )
    func unexpected(_ text: String, _ reason: String) {
        let error = #expect(throws: MarkupError.self) { try ConnectorExportFixture.read(text) }
        #expect(error?.code == .unexpected)
        #expect(error?.reason == reason)
    }

    static let least = #"<attribute-type id="A0"><name>cn</name><syntax>1.2.3</syntax></attribute-type>"#
}
