import Directory
import DirectorySchema
import Testing

@Suite("What cannot be read of an exported schema is kept and told")
struct DSMLDefinitionTests {
    /// Two attributes and a class, on the line before what a test adds.
    private static let known = """
        <attribute-type id="A0"><name>cn</name><syntax>1.2.3</syntax></attribute-type>\
        <attribute-type id="A1"><name>sn</name><syntax>1.2.3</syntax></attribute-type>\
        <class id="C0" type="structural"><name>person</name><attribute ref="#A0" required="true"/></class>
        """

    private func unreadable(_ definition: String) throws -> [UnreadableDefinition] {
        let text = ConnectorExportFixture.document(Self.known + "\n " + definition)
        let snapshot = try ConnectorExportFixture.read(text).snapshot
        #expect(snapshot.attribute("cn") != nil && snapshot.objectClass("person")?.must == ["cn"])
        return snapshot.unreadable
    }

    @Test(
        "a definition",
        arguments: [
            (
                ##"<attribute-type><name>a</name><syntax>1.2</syntax></attribute-type>"##, "attribute-type",
                "it has no id"
            ),
            (
                ##"<attribute-type id="A9"><syntax>1.2</syntax></attribute-type>"##, "attribute-type A9",
                "it has no name"
            ),
            (
                ##"<attribute-type id="A9"><name> </name><syntax>1.2</syntax></attribute-type>"##, "attribute-type A9",
                "it has no name"
            ),
            (##"<attribute-type id="A9"><name>a</name></attribute-type>"##, "attribute-type A9", "it has no syntax"),
            (
                ##"<attribute-type id="A9" single-value="yes"><name>a</name><syntax>1.2</syntax></attribute-type>"##,
                "attribute-type A9", "single-value is yes, which is neither true nor false"
            ),
            (
                ##"<attribute-type id="A9" m:range-upper="x"><name>a</name><syntax>1.2</syntax></attribute-type>"##,
                "attribute-type A9", "range-upper is x, which is not a number"
            ),
            (
                ##"<attribute-type id="A9" user-modification="no"><name>a</name><syntax>1.2</syntax></attribute-type>"##,
                "attribute-type A9", "user-modification is no, which is neither true nor false"
            ),
            (
                ##"<attribute-type id="A1"><name>a</name><syntax>1.2</syntax></attribute-type>"##, "attribute-type A1",
                "its id A1 is that of an earlier definition"
            ),
            (
                ##"<attribute-type id="A9"><name>CN</name><syntax>1.2</syntax></attribute-type>"##, "attribute-type A9",
                "its name CN is that of an earlier definition"
            ),
            (##"<class id="C9" type="structural"/>"##, "class C9", "it has no name"),
            (##"<class id="C9"><name>a</name></class>"##, "class C9", "it has no type"),
            (##"<class id="C9" type="other"><name>a</name></class>"##, "class C9", "its type other means nothing"),
            (
                ##"<class id="C9" type="structural" superior="C0"><name>a</name></class>"##, "class C9",
                "“C0” refers to nothing"
            ),
            (
                ##"<class id="C9" type="structural"><name>a</name><attribute/></class>"##, "class C9",
                "<attribute> at line 3, column 49 has no ref"
            ),
            (
                ##"<class id="C0" type="structural"><name>a</name></class>"##, "class C0",
                "its id C0 is that of an earlier definition"
            ),
            (##"<m:dit-content-rule id="C9"/>"##, "dit-content-rule C9", "there is no class of its id"),
            (##"<m:rule id="R"/>"##, "rule R", "definitions of this kind are not known"),
        ]
    )
    func definitions(_ definition: String, _ title: String, _ reason: String) throws {
        let found = try unreadable(definition)
        #expect(found.map(\.reason) == [reason])
        #expect(found.first?.place == "\(title), line 3, column 2")
        // Word for word, but for prefixes and for the form of an empty element.
        #expect(found.first?.text == definition.replacing("m:", with: ""))
    }

    @Test("a second rule for a class")
    func secondRule() throws {
        let rule = ##"<m:dit-content-rule id="C0"><attribute ref="#A1" required="false"/></m:dit-content-rule>"##
        let found = try unreadable(rule + rule)
        #expect(found.map(\.reason) == ["there is an earlier one for its class"])
    }

    @Test(
        "a reference to nothing, where it stands; the rest of its class is read",
        arguments: [
            (
                ##"<class id="C9" superior="#C8" type="structural"><name>a</name><attribute ref="#A1"/></class>"##,
                "class C9, line 3, column 2", "its superior #C8 is defined nowhere, or cannot be read"
            ),
            (
                ##"<class id="C9" type="structural"><name>a</name><attribute ref="#A1"/><attribute ref="#A8"/></class>"##,
                "class C9, line 3, column 71", "its attribute #A8 is defined nowhere, or cannot be read"
            ),
            (
                ##"<class id="C9" type="structural"><name>a</name><attribute ref="#A1"/></class>"##
                    + ##"<m:dit-content-rule id="C9"><attribute ref="#A7"/></m:dit-content-rule>"##,
                "dit-content-rule C9, line 3, column 107", "its attribute #A7 is defined nowhere, or cannot be read"
            ),
            (
                ##"<class id="C9" type="structural"><name>a</name><attribute ref="#A1"/></class>"##
                    + ##"<m:dit-content-rule id="C9"><m:aux-class ref="#C7"/></m:dit-content-rule>"##,
                "dit-content-rule C9, line 3, column 107", "its aux-class #C7 is defined nowhere, or cannot be read"
            ),
        ]
    )
    func references(_ definitions: String, _ place: String, _ reason: String) throws {
        let text = ConnectorExportFixture.document(Self.known + "\n " + definitions)
        let snapshot = try ConnectorExportFixture.read(text).snapshot
        #expect(snapshot.unreadable.map(\.place) == [place])
        #expect(snapshot.unreadable.map(\.reason) == [reason])
        #expect(snapshot.objectClass("a")?.may == ["sn"])
    }

    @Test("in the order in which they stand, though references are looked up last")
    func order() throws {
        let found = try unreadable(
            ##"<class id="C9" superior="#C8" type="structural"><name>a</name></class>"## + "\n<class/>"
                + ##"<class id="C7" superior="#C6" type="structural"><name>b</name></class>"##
        )
        #expect(
            found.map(\.place) == [
                "class C9, line 3, column 2", "class, line 4, column 1", "class C7, line 4, column 9",
            ]
        )
    }
}
