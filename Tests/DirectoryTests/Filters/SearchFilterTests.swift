import Directory
import Testing

@Suite("Search filters are printed")
struct SearchFilterTests {
    @Test(
        "the string form of RFC 4515",
        arguments: [
            (.everything, "(objectClass=*)"), (.equal("cn", text: "Ada"), "(cn=Ada)"),
            (.all([.present("mail"), .not(.equal("cn", text: "x"))]), "(&(mail=*)(!(cn=x)))"),
            (.any([]), "(|)"), (.any([.atLeast("uSNChanged", Array("5".utf8))]), "(|(uSNChanged>=5))"),
            (.bits("userAccountControl", 2), "(userAccountControl:1.2.840.113556.1.4.803:=2)"),
            (.equal("cn", text: "a*b(c)\\d\u{0}"), "(cn=a\\2Ab\\28c\\29\\5Cd\\00)"),
            (.equal("cn", text: "ë"), "(cn=\\C3\\AB)"),
            (.equal("objectGUID", [0xFF, 0x00, 0x41]), "(objectGUID=\\FF\\00A)"),
            (.equal("cn", []), "(cn=)"),
        ] as [(SearchFilter, String)]
    )
    func description(_ filter: SearchFilter, _ text: String) {
        #expect(filter.description == text)
    }
}
