import Directory
import Testing

@Suite("Distinguished names are compared")
struct DistinguishedNameComparisonTests {
    @Test(
        "names that mean the same are equal",
        arguments: [
            ("CN=Ada,DC=X", "cn=ada,dc=x"), ("CN=Ada Lovelace", "cn=ADA   lovelace"), ("CN = a , DC = b", "CN=a,DC=b"),
            ("CN=a;DC=b", "CN=a,DC=b"), ("CN=\"a,b\"", "CN=a\\,b"), ("CN=\\41da", "CN=Ada"), ("CN=ZOË", "CN=zoë"),
            ("CN=\\ Ada\\ ", "CN=Ada"), ("OU=a+CN=b", "CN=b+OU=a"), ("CN=#04024869", "CN=#04024869"),
            ("CN=#aabb", "CN=#AABB"), ("CN=a\\2Cb", "CN=a\\,b"),
        ]
    )
    func equal(_ left: String, _ right: String) throws {
        let (one, other) = (try #require(DistinguishedName(left)), try #require(DistinguishedName(right)))
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(one.normalized == other.normalized)
    }

    @Test(
        "names that differ are not",
        arguments: [
            ("CN=a,DC=b", "CN=a\\,DC\\=b"), ("CN=a", "OU=a"), ("CN=a,DC=b", "DC=b,CN=a"), ("CN=a+OU=b", "CN=a,OU=b"),
            ("CN=#04024869", "CN=\\#04024869"), ("CN=a", "CN=a,DC=b"), ("CN=ab", "CN=a b"),
            ("CN=a+CN=b", "CN=a\\+CN\\=b"),
        ]
    )
    func different(_ left: String, _ right: String) throws {
        #expect(try #require(DistinguishedName(left)) != #require(DistinguishedName(right)))
    }

    @Test(
        "an entry is within itself and everything above",
        arguments: [
            ("CN=a,OU=b,DC=c", "DC=c", true), ("CN=a,OU=b,DC=c", "cn=A,ou=B,dc=C", true), ("CN=a,DC=c", "", true),
            ("DC=c", "CN=a,DC=c", false), ("CN=a,DC=c", "DC=d", false), ("CN=a,OU=xb,DC=c", "OU=b,DC=c", false),
            ("CN=a\\,OU\\=b,DC=c", "OU=b,DC=c", false), ("", "", true), ("", "DC=c", false),
        ]
    )
    func within(_ name: String, _ ancestor: String, _ holds: Bool) throws {
        #expect(try #require(DistinguishedName(name)).isWithin(#require(DistinguishedName(ancestor))) == holds)
    }
}
